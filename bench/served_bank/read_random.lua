-- Every request reads the balance of a customer chosen at random. Arguments: the list of accounts.
local thread_count = 0

function setup(thread)
   thread:set("seed", 7919 * (thread_count + 1))
   thread_count = thread_count + 1
end

function init(arguments)
   math.randomseed(seed)
   requests = {}
   for line in io.lines(arguments[1]) do
      local token, account = line:match("(%S+) (%S+)")
      requests[#requests + 1] = "GET /api/accounts/" .. account .. "/balance HTTP/1.1\r\n" ..
         "host: bench\r\nauthorization: Bearer " .. token .. "\r\n\r\n"
   end
end

function request()
   return requests[math.random(#requests)]
end
