-- What all scripts begin with.

-- The time in milliseconds: that of the server. A test sets `now`, and keeps everything longer by
-- `shift`, so that the server itself forgets nothing.
local function present(now, shift)
  if shift > 0 then return now end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Adds to a reply what a call reads, which is one snapshot: the session, the failures of its
-- destination, and the id of the session that waits for it. The key is that of a session (mode 1)
-- or of what waits for a destination (mode 2); with mode 0, nothing is read.
local function read(reply, mode, key)
  if mode == 0 then return reply end
  local tag = string.find(key, '}', 1, true)
  local prefix = string.sub(key, 1, tag)
  local found = redis.call('GET', key)
  if mode == 2 then
    reply[3] = found and redis.call('GET', prefix .. 's' .. found)
    reply[4] = redis.call('GET', prefix .. 'f' .. string.sub(key, tag + 2))
    reply[5] = found
  else
    reply[3] = found
    -- The destination is a part of the session.
    reply[4] = found and redis.call('GET', prefix .. 'f' .. string.sub(found, 21, 28))
    reply[5] = false
  end
  return reply
end
