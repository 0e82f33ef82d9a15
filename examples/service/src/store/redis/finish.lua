-- Stores what has become of a task, unless another one has taken its place.
--
-- KEYS: the queue, the tasks.
-- ARGV: `now` and `shift`; the id of the task, what it began with when it was claimed, and after
-- how many milliseconds it is tried again, empty if it is over.

local now, shift = struct.unpack('<I8I8', ARGV[1])
local id, claimed, again = ARGV[2], ARGV[3], ARGV[4]
local task = redis.call('HGET', KEYS[2], id)
-- The generation.
if not task or string.sub(task, 1, 8) ~= string.sub(claimed, 1, 8) then return 0 end
if again == '' then
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZREM', KEYS[1], id)
  return 1
end
-- The tries: if there are more, somebody else had it when the lease was over.
if string.sub(task, 1, 12) ~= claimed then return 0 end
local tries = struct.pack('<I4', struct.unpack('<I4', task, 9) + 1)
redis.call('HSET', KEYS[2], id, string.sub(task, 1, 8) .. tries .. string.sub(task, 13))
redis.call('ZADD', KEYS[1], present(now, shift) + again, id)
return 1
