// The keys, section by section. Numbers that a clause bounds carry the bound as their range, so
// that a weaker value does not start. Dated amounts (limits of accounts, of payment codes, of
// refunds without a second person) are rows with an effective date, not keys.
#include <array>

#include "app/configuration.h"

namespace dlfp::app {
namespace {

using enum runtime::ConfigType;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr std::array keys = std::to_array<runtime::ConfigKey>({
    {"http.address", text, "127.0.0.1", "Numeric address on which HTTPS is served.",
     "HTTPS 监听地址（数字形式）。"},
    {"http.port", integer, "8443", "Port of HTTPS; 0: any free one.",
     "HTTPS 端口；0 为任意空闲端口。", "", 0, 65'535},
    {"http.public_origin", text, "",
     "Address under which customers reach the bank, such as https://bank.example: passkeys are "
     "bound to it; empty: https://localhost and the port.",
     "客户访问本行的地址，如 https://bank.example，通行密钥与之绑定；空为 https://localhost "
     "加端口。"},
    {"http.plain_port", integer, "-1",
     "Port of HTTP without TLS on the loopback address, for a proxy in front; -1: none.",
     "仅供本机反向代理使用的无 TLS 端口；-1 为不开放。", "", -1, 65'535},
    {"http.threads", integer, "2", "I/O threads.", "输入输出线程数。", "threads", 1, 64},
    {"http.certificate_file", text, "",
     "PEM certificate chain; empty: certificate.pem in the data folder.",
     "PEM 证书链文件；空为数据目录下的 certificate.pem。"},
    {"http.key_file", text, "",
     "PEM key of the certificate; empty: certificate.key in the data folder.",
     "证书私钥文件；空为数据目录下的 certificate.key。"},
    {"http.web_folder", text, "web", "Folder that holds h5/dist and console/dist.",
     "前端构建产物所在目录。"},
    {"http.connections_max", integer, "20000", "Open connections; further ones are answered 503.",
     "最大连接数，超出者答 503。", "connections", 16, 1'000'000},
    {"http.connections_per_address_max", integer, "0",
     "Open connections of one address; 0: no such limit (a proxy in front has one address).",
     "单一地址最大连接数；0 为不限。", "connections", 0, 1'000'000},
    {"http.idle_timeout", duration, "60s", "When a connection without a request is closed.",
     "空闲连接的关闭时限。", "", second, hour},
    {"http.header_timeout", duration, "10s",
     "TLS handshake, and first byte of a request to the end of its headers.",
     "握手及请求头的接收时限。", "", second, 5 * minute},
    {"http.body_timeout", duration, "30s", "End of the headers to the end of the body.",
     "请求体的接收时限。", "", second, 30 * minute},
    {"http.write_timeout", duration, "30s", "How long a reply may make no progress.",
     "应答无进展的时限。", "", second, 30 * minute},
    {"http.drain_patience", duration, "10s", "How long running requests may take at the stop.",
     "停机时等待在途请求的时限。", "", 0, 10 * minute},
    {"metrics.port", integer, "-1",
     "Port of /metrics, /healthz and /readyz without TLS on the loopback address; -1: none.",
     "本机监控端口（/metrics、/healthz、/readyz）；-1 为不开放。", "", -1, 65'535},
    {"log.file", text, "", "Log file; empty: dlfpd.log in the data folder.",
     "日志文件；空为数据目录下的 dlfpd.log。"},
    {"log.debug_lines", truth, "false", "Whether lines for developers are written, too.",
     "是否写调试日志。"},
    {"database.url", secret, "",
     "postgresql://…; empty: the embedded database in the data folder. May hold a password.",
     "postgresql://…；空为数据目录内的嵌入式数据库。可能含口令。"},
    {"database.reader_connections", integer, "4", "Connections that only read.", "只读连接数。",
     "connections", 1, 256},
    {"database.writer_connections", integer, "16",
     "Connections that write, PostgreSQL only: concurrent commits share a flush to disk.",
     "写连接数（仅 PostgreSQL）：并发提交共用一次落盘。", "connections", 1, 256},
    {"database.queue_units_max", integer, "65536",
     "Units of work that may wait; further ones are answered 503.", "写入队列上限，超出者答 503。",
     "units", 64, 1'000'000},
    {"database.statement_timeout", duration, "10s", "When a statement is given up.",
     "单条语句的时限。", "", second / 10, 5 * minute},
    {"api.worker_threads", integer, "2", "Threads for slow checks, such as of passwords.",
     "处理口令校验等慢操作的线程数。", "threads", 1, 64},
    {"api.worker_queue_max", integer, "1024", "Calls that may wait for such a thread.",
     "等待慢操作线程的请求上限。", "calls", 16, 1'000'000},
    {"api.idempotency_keep", duration, "2d", "How long replies are kept by idempotency key.",
     "幂等键及其应答的保留时间。", "", 2 * day, 30 * day},
    {"identity.sms_code_validity", duration, "60s",
     "How long a code sent by SMS is valid (5.3.2-b-2.4: at most 60 s).",
     "短信验证码有效期（5.3.2-b-2.4：不超过 60 秒）。", "", second, minute},
    {"identity.sms_code_resend_after", duration, "60s",
     "Pause before another code is sent to a number: at least 60 s.",
     "向同一号码再次发送验证码的间隔（至少 60 秒）。", "", minute, hour},
    {"identity.sms_code_tries_max", integer, "5", "Wrong tries of one code.",
     "单个验证码允许的错误次数。", "tries", 1, 5},
    {"identity.sms_code_caps", text, identity::default_sms_caps,
     "Codes a day for one phone number, one device and one address: rows with the day from which "
     "they hold, separated by semicolons; guests of a canteen share one address.",
     "每号码、每设备、每地址的每日验证码条数：按生效日期逐行列出，以分号分隔（同一食堂共用地址）"
     "。"},
    {"identity.sms_code_algorithm", text, "sm3",
     "What makes and checks codes; 5.3.2-b-2.2 allows the SM series only, here SM3.",
     "验证码的产生与校验算法；按 5.3.2-b-2.2 仅可为国密算法，此处为 SM3。"},
    {"sms.carrier_url", text, "",
     "Where short messages are POSTed: https, or http to this machine; empty: the sandbox in "
     "development, no carrier elsewhere.",
     "短信网关地址（https，或本机 http）；空则开发模式用沙箱，其余不发送。"},
    {"sms.carrier_body", text, outbox::default_sms_body,
     "JSON sent to the carrier; {id}, {mobile} and {text} are filled in.",
     "提交给短信网关的 JSON 模板，含 {id}、{mobile}、{text}。"},
    {"sms.carrier_secret", secret, "",
     "Signs messages to the carrier (HMAC-SM3), at least 16 bytes.",
     "向短信网关签名的密钥（HMAC-SM3），至少 16 字节。"},
    {"sms.receipt_secret", secret, "",
     "With what the carrier signs its receipts (HMAC-SM3), at least 16 bytes.",
     "短信网关为回执签名的密钥（HMAC-SM3），至少 16 字节。"},
    {"sms.carrier_patience", duration, "5s", "How long a message may take to be handed over.",
     "提交一条短信的时限。", "", second, 30 * second},
    {"sms.carrier_trusted_file", text, "",
     "PEM certificates that vouch for the carrier; empty: those of the system.",
     "信任的短信网关证书（PEM）；空为系统证书。"},
    {"identity.customer_idle", duration, "15min",
     "When a customer's session without a sign of life ends (5.3.2-b-11: at most 15 min).",
     "客户会话空闲退出时限（5.3.2-b-11：不超过 15 分钟）。", "", minute, 15 * minute},
    {"identity.staff_idle", duration, "15min", "When a staff session without a sign of life ends.",
     "员工会话空闲退出时限。", "", minute, 15 * minute},
    {"identity.customer_session_age", duration, "12h", "The longest session of a customer.",
     "客户会话最长时间。", "", minute, 30 * day},
    {"identity.staff_session_age", duration, "8h", "The longest session of staff.",
     "员工会话最长时间。", "", minute, day},
    {"identity.staff_second_factor", text, "",
     "Second factor of staff: required, or offered to those who want it; empty: required, but "
     "offered in development.",
     "员工双因素：required 为强制，offered 为自愿；空则除开发模式外强制。"},
    {"identity.sessions_per_subject_max", integer, "10",
     "Devices logged in at once; the longest unused one ends when another begins.",
     "同时登录的设备数，超出时最久未用者退出。", "sessions", 1, 100},
    {"identity.real_name_tries_per_day", integer, "5", "Real-name checks of a customer and day.",
     "每日实名核验次数。", "tries", 1, 20},
    {"identity.payment_pin_tries_max", integer, "5", "Wrong payment PINs before the lock.",
     "支付密码锁定前的错误次数。", "tries", 1, 5},
    {"identity.adult_years", integer, "16",
     "From this age people open accounts without a guardian.", "可自行开户的年龄。", "years", 14,
     18},
});

}  // namespace

std::span<const runtime::ConfigKey> configuration_keys() { return keys; }

}  // namespace dlfp::app
