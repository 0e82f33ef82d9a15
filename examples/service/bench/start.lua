-- Starts a session for a number of its own with each request.

local threads = 0
function setup(thread)
  thread:set("seed", threads)
  threads = threads + 1
end

function init()
  math.randomseed(os.time() * 10 + seed)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  path = "/api/v2/subaccounts/demo/sessions"
end

function request()
  local body = string.format(
    '{"destination":"+6591%06d","brand":"ABC","codeLength":6,"clientIp":"10.%d.%d.%d"}',
    math.random(0, 999999), math.random(0, 255), math.random(0, 255), math.random(1, 254))
  return wrk.format(nil, path, nil, body)
end
