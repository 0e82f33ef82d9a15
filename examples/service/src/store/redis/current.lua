-- Tells whether a task is still the one that was claimed: 1 or 0.
--
-- KEYS: the queue, the tasks.
-- ARGV: as those of `finish.lua` begin.

local task = redis.call('HGET', KEYS[2], ARGV[2])
return task and string.sub(task, 1, 12) == ARGV[3] and 1 or 0
