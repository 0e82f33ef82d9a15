-- Stores what has become of a task.
--
-- KEYS: the queue, the tasks.
-- ARGV: `now` and `shift`; the id of the task, what it began with once it was claimed, and after
-- how many milliseconds it is tried again, empty if it is over.

local now, shift = struct.unpack('<I8I8', ARGV[1])
local id, claim, again = ARGV[2], ARGV[3], ARGV[4]
local task = call('HGET', KEYS[2], id)
if not task then return 0 end

local function free(due)
  call('HSET', KEYS[2], id, string.sub(task, 1, 12) .. '\0' .. string.sub(task, 14))
  call('ZADD', KEYS[1], due, id)
end

if string.sub(task, 1, 8) ~= string.sub(claim, 1, 8) then
  -- Another one has taken its place, and waits.
  if string.byte(task, 13) == 2 then free(present(now, shift)) end
elseif again == '' then
  call('HDEL', KEYS[2], id)
  call('ZREM', KEYS[1], id)
elseif string.sub(task, 1, 12) == claim then
  -- Otherwise the lease was over, and somebody else has claimed it since.
  free(present(now, shift) + again)
end
return 1
