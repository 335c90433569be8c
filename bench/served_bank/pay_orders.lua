-- Every request pays another waiting order under a key of its own. Arguments: the list of orders,
-- the first line and the number of lines to use. An exhausted list is answered with refusals, which
-- fail the run.
local thread_count = 0

function setup(thread)
   thread:set("number", thread_count)
   thread_count = thread_count + 1
   setup_count = thread_count
end

function init(arguments)
   local first, count = tonumber(arguments[2]), tonumber(arguments[3])
   local threads = tonumber(arguments[4])
   requests, at = {}, 0
   local index = 0
   for line in io.lines(arguments[1]) do
      if index >= first and index < first + count and index % threads == number then
         local token, payment = line:match("(%S+) (%S+)")
         requests[#requests + 1] = "POST /api/payments/" .. payment .. "/charge HTTP/1.1\r\n" ..
            "host: bench\r\nauthorization: Bearer " .. token .. "\r\nidempotency-key: " .. payment ..
            "\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
      end
      index = index + 1
   end
end

function request()
   at = at + 1
   return requests[at] or ("GET /exhausted HTTP/1.1\r\nhost: bench\r\n\r\n")
end
