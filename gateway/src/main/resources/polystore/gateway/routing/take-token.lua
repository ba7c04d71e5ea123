-- Takes one token from a bucket; the same arithmetic as polystore.gateway.routing.TokenBucket.
-- KEYS[1] the bucket; its value is when it will be full, in microseconds of the epoch by the clock of this server
-- ARGV[1] microseconds in which one token is added; ARGV[2] tokens in a full bucket
-- returns {allowed 1 or 0, remaining, microseconds until full, microseconds to wait}
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local interval = tonumber(ARGV[1])
local before = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local after = before + interval
local room = now + tonumber(ARGV[2]) * interval - after
if room < 0 then
  return {0, 0, before - now, -room}
end
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return {1, math.floor(room / interval), after - now, 0}
