-- Checks a wrong code with each request, for one session after the other of those whose ids are in
-- the file that IDS names.

function init()
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  ids = {}
  for id in io.lines(os.getenv("IDS")) do
    ids[#ids + 1] = id
  end
  -- The last one may have been cut off.
  ids[#ids] = nil
  next_id = 0
end

function request()
  next_id = next_id % #ids + 1
  return wrk.format("GET", "/api/v2/subaccounts/demo/sessions/" .. ids[next_id] .. "?code=abcd")
end
