-- Starts a session with each request, for a number that hardly comes again.

local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(os.time() + number)
  wrk.method = "POST"
  wrk.path = "/api/v2/subaccounts/demo/sessions"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  local random = math.random
  return wrk.format(nil, nil, nil, string.format(
    '{"destination":"+4474%08d","brand":"ABC","codeLength":6,"clientIp":"10.%d.%d.%d"}',
    random(0, 99999999), random(0, 255), random(0, 255), random(1, 254)))
end
