-- Reads what a call wants.
--
-- KEYS: a session or a destination, then counters.
-- ARGV: `now` and `shift`, 8 bytes each; the mode.
-- Replies 1, the time, the session, the failures, the id of what waits, the counters.

local now, shift = struct.unpack('<I8I8', ARGV[1])
local reply = read({1, present(now, shift)}, tonumber(ARGV[2]), KEYS[1])
for i = 2, #KEYS do
  reply[4 + i] = call('GET', KEYS[i])
end
return reply
