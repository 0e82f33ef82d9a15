-- Commits a plan, all of it or nothing.
--
-- KEYS: the destination, if its record takes part; the other records that are expected; the other
-- counters; the other records that are written; for each task its queue, the tasks and, for a long
-- message, the references of its destination; for each expiry the destinations of its sessions and
-- all times at which some expire.
-- ARGV: numbers; unless nothing is expected to be there, the session that waits as it is expected,
-- if it is, and the other records that are expected; the session that waits from now on, if that
-- changes; of each record that is written the value, empty to remove it, and until when it is kept,
-- empty for ever; for each task its id and itself, empty to remove it; for each expiry the
-- destination.
-- The numbers, little-endian: `now`, `shift`; the mode of a reading; 1 if the destination takes
-- part, and 2 more if it is expected, 4 more if it is written, 8 more if nothing is expected to be
-- there; which counter is the one of the destination, from 1; how many records are expected,
-- counters, records written, tasks, expiries; until when the session that waits is kept. Of each
-- counter those of COUNT, and those of KEEP. Of each task when it is due, whether it has a
-- reference, and whether it may take the place of another one. Of each expiry its time.
-- Replies the time, or 0, the time and the reference; 1, the time and what is there if that is not
-- as expected; or 2, the time, which counter refuses, and its value.
--
-- Most plans are those of starts. For their sake, what need not be passed is left out, and what
-- need not be written is added to.

-- How far the time of a plan may be off, in milliseconds.
local TOLERANCE = 1000
-- The last millisecond of the year 9999.
local LAST = 253402300799999
-- How long the latest reference of a destination is kept, as in every store.
local REFERENCE = 604800000

-- How a counter is raised: its floor, cap, cost and ceiling.
local COUNT, COUNT_SIZE = '<I8I8I8I8', 32
-- How long it is kept: the time at which it is 0; by how much it grows in a period; how long that
-- is, in milliseconds. And whether it counts. It is kept until the period ends in which it is idle.
local KEEP, KEEP_SIZE = '<I8I8I8B', 25

-- Writes a whole number below 2^53. Redis itself would, with more work.
local function text(number)
  return string.format('%d', number)
end

local head = ARGV[1]
local now, shift, mode, part, own, expected, raised, written, tasks, expiries, keep_waiting, at =
  struct.unpack('<I8I8BBBBBBBBI8', head)
local time = present(now, shift)

-- What is there.
local own_key = part % 2
local others = raised - (own > 0 and 1 or 0)
local values = {}
if own_key + expected + others > 0 then
  values = call('MGET', unpack(KEYS, 1, own_key + expected + others))
end
local kept, waiting, count, idle = destination(own_key == 1 and values[1], time)
local is_as_read = time - now <= TOLERANCE and now - time <= TOLERANCE
local arg = 1
if part >= 8 then
  is_as_read = is_as_read and kept == 0
  for i = 1, expected do
    is_as_read = is_as_read and not values[own_key + i]
  end
else
  if part % 4 >= 2 then
    arg = 2
    is_as_read = is_as_read and (kept > 0 and waiting or '') == ARGV[2]
  end
  for i = 1, expected do
    is_as_read = is_as_read and (values[own_key + i] or '') == ARGV[arg + i]
  end
  arg = arg + expected
end
if not is_as_read then
  -- A session is the first record behind its destination.
  return read({1, time}, mode, KEYS[mode == 1 and own_key + 1 or 1])
end

-- What the counters become. There are eight at most. Once one has refused, `refused` is the reply,
-- and `heals` has those that are stored nevertheless.
local news = {0, 0, 0, 0, 0, 0, 0, 0}
local refused, heals
local first, key = at, own_key + expected
for i = 1, raised do
  local floor, cap, cost, ceiling = struct.unpack(COUNT, head, at)
  at = at + COUNT_SIZE + KEEP_SIZE
  local old = count
  if i ~= own then
    key = key + 1
    old = values[key]
    if old then
      old = tonumber(old)
      values[key] = old
    else
      old = 0
    end
  end
  local capped = old < cap and old or cap
  local new = (capped > floor and capped or floor) + cost
  if new > ceiling then
    if not refused then refused, heals = {2, time, i, old}, {} end
    -- Only a value that is healed is stored.
    new, heals[i] = capped, capped ~= old
  end
  news[i] = new
end

local changes = false
at, key = first, own_key + expected
for i = 1, raised do
  local zero_at, span, period, counts = struct.unpack(KEEP, head, at + COUNT_SIZE)
  at = at + COUNT_SIZE + KEEP_SIZE
  if i ~= own then key = key + 1 end
  local is_stored = counts == 1
  if refused then is_stored = heals[i] end
  if is_stored then
    local new = news[i]
    local rest = new % span
    local periods = (new - rest) / span
    if rest > 0 then periods = periods + 1 end
    local old = i ~= own and values[key]
    if old and old <= periods * span and old > (periods - 1) * span then
      -- It is kept long enough as it is.
      call('INCRBY', KEYS[key], text(new - old))
    else
      local idle_at = zero_at + periods * period
      if idle_at > LAST + shift then idle_at = LAST + shift end
      if i == own then
        count, idle, changes = new, idle_at, true
      else
        call('SET', KEYS[key], text(new), 'PXAT', text(idle_at))
      end
    end
  end
end

-- The record of the destination.
if not refused and part % 8 >= 4 then
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
    call('DEL', KEYS[1])
  else
    local record = struct.pack(DESTINATION, kept, waiting, count, idle)
    call('SET', KEYS[1], record, 'PXAT', text(last))
  end
end
if refused then return refused end

for i = 1, written do
  local value, keep_until = ARGV[arg + 1], ARGV[arg + 2]
  arg = arg + 2
  if value == '' then
    call('DEL', KEYS[key + i])
  elseif keep_until == '' then
    call('SET', KEYS[key + i], value)
  else
    call('SET', KEYS[key + i], value, 'PXAT', keep_until)
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
    if call('HDEL', all, id) == 1 then call('ZREM', queue, id) end
  else
    if refers == 1 then
      key = key + 1
      local reference = (call('INCR', KEYS[key]) - 1) % 256
      call('PEXPIRE', KEYS[key], REFERENCE)
      task = string.sub(task, 1, 13) .. string.char(reference) .. string.sub(task, 15)
      reply = {0, time, reference}
    end
    local old = supersedes == 1 and call('HGET', all, id)
    if old and string.byte(old, 13) > 0 then
      -- Somebody works on the other one: it is due after that.
      due = call('ZSCORE', queue, id)
      task = string.sub(task, 1, 12) .. '\2' .. string.sub(task, 14)
    end
    call('HSET', all, id, task)
    call('ZADD', queue, due, id)
  end
end

for i = 1, expiries do
  local expires_at
  expires_at, at = struct.unpack('<I8', head, at)
  if call('RPUSH', KEYS[key + 1], ARGV[arg + i]) == 1 then
    call('ZADD', KEYS[key + 2], expires_at, KEYS[key + 1])
  end
  key = key + 2
end
return reply
