-- Checks a wrong code with each request, for one session after the other of those whose ids are in
-- the file that IDS names.

local path = "/api/v2/subaccounts/demo/sessions/"
local ids

function init()
  wrk.method = "GET"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  ids = io.lines(os.getenv("IDS"))
end

function request()
  local id = ids()
  if not id then
    ids = io.lines(os.getenv("IDS"))
    id = ids()
  end
  return wrk.format(nil, path .. id .. "?code=abcd")
end
