-- Takes what is due: messages, callbacks, and sessions that are to expire. For the time of a lease,
-- nobody else gets them.
--
-- KEYS: for messages and for callbacks, the queue and the tasks; the times at which sessions expire.
-- ARGV: `now` and `shift`; the lease of a task, how many messages, how many callbacks; the lease of
-- sessions, how many.
-- Replies the time, the messages, the callbacks; the sessions of one time, what names them, until
-- when they are leased, and how many they are, with those that are forgotten.

local now, shift = struct.unpack('<I8I8', ARGV[1])
local time = present(now, shift)

local function due(queue, most)
  return redis.call('ZRANGEBYSCORE', queue, '-inf', time, 'LIMIT', 0, most)
end

local function tasks(queue, all, most)
  local claimed = {}
  for _, id in ipairs(due(queue, most)) do
    local task = redis.call('HGET', all, id)
    if task then
      claimed[#claimed + 1] = task
      redis.call('ZADD', queue, time + ARGV[2], id)
    else
      redis.call('ZREM', queue, id)
    end
  end
  return claimed
end

local reply = {time, tasks(KEYS[1], KEYS[2], ARGV[3]), tasks(KEYS[3], KEYS[4], ARGV[4])}
local expiring = due(KEYS[5], 1)[1]
if expiring then
  local lease, sessions = time + ARGV[5], {}
  redis.call('ZADD', KEYS[5], lease, expiring)
  local prefix = string.sub(expiring, 1, string.find(expiring, '}', 1, true))
  local ids = redis.call('LRANGE', expiring, 0, ARGV[6] - 1)
  for i, id in ipairs(ids) do
    sessions[i] = redis.call('GET', prefix .. 's' .. id)
  end
  reply[4], reply[5], reply[6], reply[7] = sessions, expiring, lease, #ids
end
return reply
