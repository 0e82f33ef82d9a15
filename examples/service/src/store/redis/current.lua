-- Tells whether a task is still the one that was claimed: 1 or 0.
--
-- KEYS: the queue, the tasks.
-- ARGV: the id of the task, and what it began with once it was claimed.

local task = redis.call('HGET', KEYS[2], ARGV[1])
return task and string.sub(task, 1, 12) == ARGV[2] and 1 or 0
