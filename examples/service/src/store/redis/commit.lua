-- Commits a plan, all of it or nothing.
--
-- KEYS: of what is expected, of counters, of what is written; for each task its queue, the tasks
-- and, for a long message, the references of its destination; for each expiry its sessions and all
-- times at which some expire.
-- ARGV: numbers; the values expected; the values written, empty to remove; for each task its id and
-- itself, empty to remove; for each expiry the session.
-- The numbers, little-endian: `now`, `shift`; the mode of a reading, how many are expected, raised,
-- written, tasks, expiries. Of each counter floor, cap, cost, ceiling, base, units, step, whether
-- it counts. Of each record until when it is kept, 0 for ever. Of each task when it is due, whether
-- it has a reference, and whether it may take the place of another one. Of each expiry its time.
-- Replies the time, or 0, the time and the reference; 1, the time and what is there if that is not
-- as expected; or 2, the time, which counter refuses, and its value.

-- How far the time of a plan may be off, in milliseconds.
local TOLERANCE = 1000
-- The last millisecond of the year 9999.
local LAST = 253402300799999
-- How long the latest reference of a destination is kept: a day, after which no phone waits for
-- parts of its message.
local REFERENCE = 86400000

local head = ARGV[1]
local now, shift, mode, expected, raised, written, tasks, expiries, at =
  struct.unpack('<I8I8BBBBBB', head)
local time = present(now, shift)

local values = {}
if expected + raised > 0 then
  values = redis.call('MGET', unpack(KEYS, 1, expected + raised))
end
local is_as_read = time - now <= TOLERANCE and now - time <= TOLERANCE
for i = 1, expected do
  is_as_read = is_as_read and (values[i] or '') == ARGV[1 + i]
end
if not is_as_read then return read({1, time}, mode, KEYS[1]) end

-- A value, and when it is idle.
local news, idles, counting = {}, {}, {}
local refused, refused_at
for i = 1, raised do
  local floor, cap, cost, ceiling, base, units, step, counts
  floor, cap, cost, ceiling, base, units, step, counts, at =
    struct.unpack('<I8I8I8I8I8I4I4B', head, at)
  local old = tonumber(values[expected + i] or 0)
  local new = old
  if new > cap then new = cap end
  local capped = new
  if new < floor then new = floor end
  new = new + cost
  if new > ceiling then
    if not refused then refused, refused_at = i, old end
    -- Only a value that is healed is stored.
    new, counts = capped, capped ~= old and 2 or 0
  end
  local rest = math.fmod(new, units)
  local steps = (new - rest) / units
  if rest > 0 then steps = steps + 1 end
  local idle = base + steps * step
  news[i], idles[i], counting[i] = new, (idle < LAST and idle or LAST) + shift, counts
end
local stored = refused and 2 or 1
for i = 1, raised do
  if counting[i] == stored then
    redis.call('SET', KEYS[expected + i], news[i], 'PXAT', idles[i])
  end
end
if refused then return {2, time, refused, refused_at} end

local key, arg = expected + raised, 1 + expected
for i = 1, written do
  local value, keep_until = ARGV[arg + i], nil
  keep_until, at = struct.unpack('<I8', head, at)
  if value == '' then
    redis.call('DEL', KEYS[key + i])
  elseif keep_until == 0 then
    redis.call('SET', KEYS[key + i], value)
  else
    redis.call('SET', KEYS[key + i], value, 'PXAT', keep_until + shift)
  end
end
key, arg = key + written, arg + written

local reply = time
for _ = 1, tasks do
  local due, refers, supersedes
  due, refers, supersedes, at = struct.unpack('<I8BB', head, at)
  local queue, all, id, task = KEYS[key + 1], KEYS[key + 2], ARGV[arg + 1], ARGV[arg + 2]
  key, arg = key + 2, arg + 2
  if task == '' then
    if redis.call('HDEL', all, id) == 1 then redis.call('ZREM', queue, id) end
  else
    if refers == 1 then
      key = key + 1
      local reference = (redis.call('INCR', KEYS[key]) - 1) % 256
      redis.call('PEXPIRE', KEYS[key], REFERENCE)
      task = string.sub(task, 1, 13) .. string.char(reference) .. string.sub(task, 15)
      reply = {0, time, reference}
    end
    local old = supersedes == 1 and redis.call('HGET', all, id)
    if old and string.byte(old, 13) > 0 then
      -- Somebody works on the other one: it is due after that.
      due = redis.call('ZSCORE', queue, id)
      task = string.sub(task, 1, 12) .. '\2' .. string.sub(task, 14)
    end
    redis.call('HSET', all, id, task)
    redis.call('ZADD', queue, due, id)
  end
end

for i = 1, expiries do
  local expires_at
  expires_at, at = struct.unpack('<I8', head, at)
  if redis.call('RPUSH', KEYS[key + 1], ARGV[arg + i]) == 1 then
    redis.call('ZADD', KEYS[key + 2], expires_at, KEYS[key + 1])
  end
  key = key + 2
end
return reply
