-- What all scripts begin with.

local call = redis.call

-- The time in milliseconds: that of the server. A test sets `now`, and keeps everything longer by
-- `shift`, so that the server itself forgets nothing.
local function present(now, shift)
  if shift > 0 then return now end
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Reads the record of a destination: until when the session that waits is kept, and its id; the
-- counter of messages, and when that is idle. Zeros stand for what is not there.
local DESTINATION = '<I8c16I8I8'
local NOBODY = '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
local function destination(record, time)
  if not record then return 0, NOBODY, 0, 0 end
  local kept, waiting, count, idle = struct.unpack(DESTINATION, record)
  if kept <= time then kept, waiting = 0, NOBODY end
  if idle <= time then count, idle = 0, 0 end
  return kept, waiting, count, idle
end

-- Adds to a reply, which has the time, what a call reads, all of it at one instant: the session, the
-- failures of its destination, and the id of the session that waits for it. The key is that of a
-- session (mode 1) or of a destination (mode 2); with mode 0, nothing is read.
local function read(reply, mode, key)
  if mode == 0 then return reply end
  local tag = string.find(key, '}', 1, true)
  local prefix = string.sub(key, 1, tag)
  local found = call('GET', key)
  if mode == 2 then
    local kept, waiting = destination(found, reply[2])
    reply[3] = kept > 0 and call('GET', prefix .. 's' .. waiting)
    reply[4] = call('GET', prefix .. 'f' .. string.sub(key, tag + 2))
    reply[5] = kept > 0 and waiting
  else
    reply[3] = found
    -- The destination is a part of the session.
    reply[4] = found and call('GET', prefix .. 'f' .. string.sub(found, 21, 28))
    reply[5] = false
  end
  return reply
end
