-- Forgets that sessions expire, once they have, unless the lease is over: then somebody else has
-- them.
--
-- KEYS: the destinations of one time; all times at which sessions expire.
-- ARGV: the lease; how many sessions were taken.

if tonumber(call('ZSCORE', KEYS[2], KEYS[1]) or 0) ~= tonumber(ARGV[1]) then return 0 end
call('LTRIM', KEYS[1], ARGV[2], -1)
if call('EXISTS', KEYS[1]) == 1 then
  -- The others are due at once.
  call('ZADD', KEYS[2], 0, KEYS[1])
else
  call('ZREM', KEYS[2], KEYS[1])
end
return 1
