-- Starts sessions of 30 seconds at a steady pace: with 64 connections, somewhat less than 2,000 a
-- second.

dofile("bench/start.lua")

function request()
  local random = math.random
  return wrk.format(nil, nil, nil, string.format(
    '{"destination":"+4474%08d","codeValidity":30,"clientIp":"10.%d.%d.%d"}',
    random(0, 99999999), random(0, 255), random(0, 255), random(1, 254)))
end

function delay()
  return 32
end
