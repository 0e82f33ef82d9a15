-- Takes what is due: messages, callbacks, and sessions that are to expire. For the time of a lease,
-- nobody else gets them.
--
-- KEYS: for messages and for callbacks, the queue and the tasks; the times at which sessions expire.
-- ARGV: `now` and `shift`; the lease of a task, how many messages, how many callbacks; the lease of
-- sessions, how many.
-- Replies the time, the messages, the callbacks; the sessions of one time that wait, what names
-- them, until when they are leased, and how many they are, with those that are over.

local now, shift = struct.unpack('<I8I8', ARGV[1])
local time = present(now, shift)

-- What is due for longer than a day is over: nobody works on this kind of task.
local KEPT = 86400000

local function due(queue, by, most)
  return call('ZRANGEBYSCORE', queue, '-inf', by, 'LIMIT', 0, most)
end

local function tasks(queue, all, most)
  local claimed = {}
  if most == '0' then
    for _, id in ipairs(due(queue, time - KEPT, 100)) do
      call('HDEL', all, id)
      call('ZREM', queue, id)
    end
    return claimed
  end
  for _, id in ipairs(due(queue, time, most)) do
    local task = call('HGET', all, id)
    if task then
      claimed[#claimed + 1] = task
      local claims = struct.pack('<I4', struct.unpack('<I4', task, 9) + 1)
      call('HSET', all, id, string.sub(task, 1, 8) .. claims .. '\1' .. string.sub(task, 14))
      call('ZADD', queue, time + ARGV[2], id)
    else
      call('ZREM', queue, id)
    end
  end
  return claimed
end

local reply = {time, tasks(KEYS[1], KEYS[2], ARGV[3]), tasks(KEYS[3], KEYS[4], ARGV[4])}
local expiring = due(KEYS[5], time, 1)[1]
if expiring then
  local lease, sessions = time + ARGV[5], {}
  call('ZADD', KEYS[5], lease, expiring)
  local prefix = string.sub(expiring, 1, string.find(expiring, '}', 1, true))
  local destinations = call('LRANGE', expiring, 0, ARGV[6] - 1)
  for i, of in ipairs(destinations) do
    local kept, waiting = destination(call('GET', prefix .. 'w' .. of), time)
    sessions[i] = kept > 0 and call('GET', prefix .. 's' .. waiting)
  end
  reply[4], reply[5], reply[6], reply[7] = sessions, expiring, lease, #destinations
end
return reply
