-- Every customer orders a meal at the canteen and then pays it: two requests, the second with what
-- the first was answered. One connection per thread, so that a reply belongs to the last request.
-- Arguments: the list of diners, the number of threads, a text that makes the keys of this run new.
local thread_count = 0

function setup(thread)
   thread:set("number", thread_count)
   thread_count = thread_count + 1
end

function init(arguments)
   local threads = tonumber(arguments[2])
   run, diners, at, payment, index = arguments[3], {}, 0, nil, 0
   for line in io.lines(arguments[1]) do
      if index % threads == number then
         local token, item = line:match("(%S+) (%S+)")
         diners[#diners + 1] = {token = token, item = item}
      end
      index = index + 1
   end
end

local function post(path, token, key, body)
   return "POST " .. path .. " HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer " .. token ..
      "\r\nidempotency-key: " .. key .. "\r\ncontent-type: application/json\r\ncontent-length: " ..
      #body .. "\r\n\r\n" .. body
end

function request()
   if payment then
      local path, key = "/api/payments/" .. payment .. "/charge", payment
      payment = nil
      return post(path, diner.token, key, "{}")
   end
   at = at + 1
   diner = diners[(at - 1) % #diners + 1]
   return post("/api/canteen/orders", diner.token, "order-" .. run .. "-" .. number .. "-" .. at,
               '{"lines":[{"menu_item_id":"' .. diner.item ..
               '","quantity":1}],"expected_total_fen":1250,"note":""}')
end

function response(status, headers, body)
   payment = body:match('"order_id".*"payment_id":"([^"]+)"')
end
