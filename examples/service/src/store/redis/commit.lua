-- Commits a plan, all of it or nothing.
--
-- KEYS: the destination, if its record takes part; the other records that are expected; the other
-- counters; the other records that are written; for each task its queue, the tasks and, for a long
-- message, the references of its destination; for each expiry the destinations of its sessions and
-- all times at which some expire.
-- ARGV: numbers; the session that waits as it is expected, if it is; the other records that are
-- expected; the session that waits from now on, if that changes; of each record that is written the
-- value, empty to remove it, and until when it is kept, empty for ever; for each task its id and
-- itself, empty to remove it; for each expiry the destination.
-- The numbers, little-endian: `now`, `shift`; the mode of a reading; 1 if the destination takes
-- part, and 2 more if it is expected, 4 more if it is written; which counter is the one of the
-- destination, from 1; how many records are expected, counters, records written, tasks, expiries;
-- until when the session that waits is kept. Of each counter floor, cap, cost, ceiling, base, units,
-- step, and whether it counts. Of each task when it is due, whether it has a reference, and whether
-- it may take the place of another one. Of each expiry its time.
-- Replies the time, or 0, the time and the reference; 1, the time and what is there if that is not
-- as expected; or 2, the time, which counter refuses, and its value.

-- How far the time of a plan may be off, in milliseconds.
local TOLERANCE = 1000
-- The last millisecond of the year 9999.
local LAST = 253402300799999
-- How long the latest reference of a destination is kept, as in every store.
local REFERENCE = 604800000

-- Writes a whole number below 2^53, which Redis by itself would write as any other number.
local function text(number)
  return string.format('%d', number)
end

local head = ARGV[1]
local now, shift, mode, part, own, expected, raised, written, tasks, expiries, keep_waiting, at =
  struct.unpack('<I8I8BBBBBBBBI8', head)
local time = present(now, shift)

local own_key = part % 2
local others = raised - (own > 0 and 1 or 0)
local values = {}
if own_key + expected + others > 0 then
  values = redis.call('MGET', unpack(KEYS, 1, own_key + expected + others))
end
local kept, waiting, count, idle = destination(own_key == 1 and values[1], time)
local is_as_read = time - now <= TOLERANCE and now - time <= TOLERANCE
local arg = 1
if part % 4 >= 2 then
  arg = 2
  is_as_read = is_as_read and (kept > 0 and waiting or '') == ARGV[2]
end
for i = 1, expected do
  is_as_read = is_as_read and (values[own_key + i] or '') == ARGV[arg + i]
end
if not is_as_read then
  -- A session is the first record behind its destination.
  return read({1, time}, mode, KEYS[mode == 1 and own_key + 1 or 1])
end
arg = arg + expected

-- The counters: the value of each and when it is idle, and 1 if that is stored where all allow the
-- call, 2 if it is stored where some refuse it.
local keys, news, idles, stored = {}, {}, {}, {}
local refused, refused_at
local key = own_key + expected
for i = 1, raised do
  local floor, cap, cost, ceiling, base, units, step
  floor, cap, cost, ceiling, base, units, step, stored[i], at =
    struct.unpack('<I8I8I8I8I8I4I4B', head, at)
  local old = count
  if i ~= own then
    key = key + 1
    old, keys[i] = tonumber(values[key] or 0), KEYS[key]
  end
  local new = old
  if new > cap then new = cap end
  local capped = new
  if new < floor then new = floor end
  new = new + cost
  if new > ceiling then
    if not refused then refused, refused_at = i, old end
    -- Only a value that is healed is stored.
    new, stored[i] = capped, capped ~= old and 2 or 0
  end
  local rest = math.fmod(new, units)
  local steps = (new - rest) / units
  if rest > 0 then steps = steps + 1 end
  local idle_at = base + steps * step
  news[i], idles[i] = new, (idle_at < LAST and idle_at or LAST) + shift
end

local changes = false
for i = 1, raised do
  if stored[i] == (refused and 2 or 1) then
    if i == own then
      count, idle, changes = news[i], idles[i], true
    else
      redis.call('SET', keys[i], text(news[i]), 'PXAT', text(idles[i]))
    end
  end
end
if not refused and part >= 4 then
  arg, changes = arg + 1, true
  if ARGV[arg] == '' then
    kept, waiting = 0, NOBODY
  else
    kept, waiting = keep_waiting, ARGV[arg]
  end
end
if changes then
  local last = kept > idle and kept or idle
  if last == 0 then
    redis.call('DEL', KEYS[1])
  else
    local record = struct.pack(DESTINATION, kept, waiting, count, idle)
    redis.call('SET', KEYS[1], record, 'PXAT', text(last))
  end
end
if refused then return {2, time, refused, refused_at} end

for i = 1, written do
  local value, keep_until = ARGV[arg + 1], ARGV[arg + 2]
  arg = arg + 2
  if value == '' then
    redis.call('DEL', KEYS[key + i])
  elseif keep_until == '' then
    redis.call('SET', KEYS[key + i], value)
  else
    redis.call('SET', KEYS[key + i], value, 'PXAT', keep_until)
  end
end
key = key + written

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
