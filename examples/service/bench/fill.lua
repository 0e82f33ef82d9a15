-- Starts sessions, and writes their ids into the file that IDS names, one a line.

dofile("bench/start.lua")

local start = init
function init()
  start()
  ids = io.open(os.getenv("IDS"), "w")
end

function response(status, headers, body)
  local id = body:match('"sessionId":"(%x+)"')
  if id then ids:write(id, "\n") end
end
