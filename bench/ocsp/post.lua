-- Posts the requests of a file (hexadecimal, one a line) in turn; afterwards prints what wrk counted, as JSON.
local requests = {}
local at = 0

function init(args)
  for line in io.lines(args[1]) do
    local body = line:gsub("%x%x", function(octet) return string.char(tonumber(octet, 16)) end)
    requests[#requests + 1] =
      wrk.format("POST", nil, { ["Content-Type"] = "application/ocsp-request" }, body)
  end
  at = tonumber(args[2])
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"microseconds":%d,"errors":%d,"p99Microseconds":%d}\n',
    summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(99)))
end
