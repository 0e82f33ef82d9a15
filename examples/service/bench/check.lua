-- Checks a code with each request: wrong ones, for sessions that were started before. The ids are in
-- the file that IDS names, one a line.

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(os.time() + number)
  wrk.method = "GET"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  ids = {}
  for line in io.lines(os.getenv("IDS")) do
    ids[#ids + 1] = line
  end
end

function request()
  local id = ids[math.random(#ids)]
  return wrk.format(nil, "/api/v2/subaccounts/demo/sessions/" .. id .. "?code=abcd")
end
