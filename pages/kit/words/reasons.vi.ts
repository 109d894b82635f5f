import type { Reasons } from './reasons';

const OTHER_CARD = 'Thẻ khác, hoặc cách trả khác.';
const WAIT = 'Chờ có mạng trở lại, hoặc dùng cách trả khác.';
const SUPPORT = 'Dùng máy khác và gọi hỗ trợ.';
const LOOK = 'Bộ phận hỗ trợ phải xem.';
const FINANCE = 'Bộ phận tài chính phải xem.';

export const reasons: Reasons = {
  NONE: { says: '', works: '' },
  CARD_DECLINED: { says: 'Chính thẻ đã từ chối.', works: OTHER_CARD },
  CARD_NOT_ACCEPTED: { says: 'Ở đây không nhận loại thẻ này.', works: OTHER_CARD },
  CARD_BLOCKED: { says: 'Thẻ đã bị khóa.', works: 'Thẻ khác. Đừng thử lại thẻ này.' },
  USE_CHIP: { says: 'Thẻ có chip, phải dùng chip.', works: 'Đưa thẻ vào hoặc chạm thẻ.' },
  CASH_ONLY: { says: 'Thẻ này chỉ để rút tiền mặt.', works: OTHER_CARD },
  PIN_PAD_NEEDED: { says: 'Thẻ đòi mã PIN mà ở đây không có bàn phím.', works: OTHER_CARD },
  CARD_ERROR: { says: 'Không đọc được thẻ.', works: 'Đưa thẻ vào lần nữa; nếu vẫn không được, dùng thẻ khác.' },
  CARD_REMOVED: { says: 'Thẻ bị rút ra quá sớm.', works: 'Đưa thẻ vào lại và giữ nguyên đến khi được báo.' },
  NO_CARD: { says: 'Không có thẻ nào.', works: 'Nhấn Thẻ lần nữa khi thẻ đã sẵn sàng.' },
  READER_LOST: { says: 'Mất đầu đọc thẻ.', works: 'Kiểm tra dây nối rồi nhấn Thẻ lần nữa.' },
  CANCELLED_BY_CASHIER: { says: 'Đã dừng tại máy tính tiền.', works: 'Nhấn Thẻ để bắt đầu lại.' },
  CANCELLED_BY_CARDHOLDER: {
    says: 'Chủ thẻ đã dừng, hoặc không trả lời kịp.',
    works: 'Nhấn Thẻ để bắt đầu lại, hoặc dùng cách trả khác.',
  },
  PIN_TRIES_EXCEEDED: { says: 'Nhập sai mã PIN quá nhiều lần: thẻ không nhận nữa.', works: OTHER_CARD },
  PIN_BYPASSED: { says: 'Thẻ đòi mã PIN mà chưa ai nhập.', works: 'Nhấn Thẻ lần nữa và nhập mã PIN.' },
  NO_LIMIT_FOR_CURRENCY: { says: 'Loại tiền này không nhận khi ngoại tuyến.', works: WAIT },
  SALE_ABOVE_LIMIT: { says: 'Số tiền vượt hạn mức một giao dịch ngoại tuyến.', works: WAIT },
  TILL_SUM_REACHED: { says: 'Máy này không được lưu thêm tiền.', works: WAIT },
  TILL_COUNT_REACHED: { says: 'Máy này không được lưu thêm giao dịch.', works: WAIT },
  ACCEPT_WINDOW_OVER: { says: 'Máy ngoại tuyến quá lâu nên không được lưu thêm giao dịch.', works: WAIT },
  DEFERRAL_NOT_ALLOWED: { says: 'Thẻ này phải hỏi ngân hàng phát hành, mà hiện không hỏi được.', works: OTHER_CARD },
  ADVICE_NOT_TAKEN: { says: 'Ngân hàng thanh toán không nhận giao dịch thẻ tự duyệt ngoại tuyến.', works: WAIT },
  ODA_FAILED: { says: 'Thẻ không chứng minh được là thẻ thật.', works: OTHER_CARD },
  ONLINE_PIN_NEEDED: {
    says: 'Ngân hàng phát hành phải kiểm tra mã PIN của thẻ này, mà hiện không hỏi được.',
    works: OTHER_CARD,
  },
  CARD_EXPIRED: { says: 'Thẻ đã hết hạn.', works: OTHER_CARD },
  CARD_LISTED: { says: 'Thẻ nằm trong danh sách không nhận khi ngoại tuyến.', works: OTHER_CARD },
  CARD_DECLINED_LATELY: {
    says: 'Trong một ngày qua ngân hàng phát hành đã từ chối thẻ này: không nhận khi ngoại tuyến.',
    works: OTHER_CARD,
  },
  CARD_COUNT_REACHED: { says: 'Thẻ này đã có đủ số giao dịch được lưu.', works: OTHER_CARD },
  CARD_SUM_REACHED: { says: 'Thêm giao dịch này thì thẻ vượt số tiền được lưu.', works: OTHER_CARD },
  SERVICE_CODE_UNREADABLE: { says: 'Dải từ không cho biết thẻ được dùng ở đâu.', works: OTHER_CARD },
  ISSUER_ONLY: { says: 'Thẻ này lần nào cũng phải hỏi ngân hàng phát hành.', works: OTHER_CARD },
  FALLBACK_ONLINE_ONLY: { says: 'Dải từ chỉ thay chip hỏng khi có mạng.', works: OTHER_CARD },
  TAPPED_STRIPE_ONLINE_ONLY: { says: 'Thẻ này chỉ chạm được khi có mạng.', works: 'Đưa thẻ vào hoặc dùng thẻ khác.' },
  STRIPE_NOT_KEPT: {
    says: 'Ngân hàng thanh toán không cho lưu dữ liệu dải từ.',
    works: 'Đưa thẻ vào, chạm thẻ, hoặc dùng thẻ khác.',
  },
  OFFLINE_DISABLED: { says: 'Bán ngoại tuyến đang bị tắt.', works: WAIT },
  NO_PARAMETERS: {
    says: 'Máy chưa được cổng cho biết được nhận gì khi ngoại tuyến.',
    works: 'Nối mạng cho máy một lần, hoặc thanh toán cách khác.',
  },
  JOURNAL_FULL: { says: 'Ổ đĩa của máy đã đầy. Chưa lưu gì cả.', works: SUPPORT },
  JOURNAL_BROKEN: { says: 'Ổ đĩa của máy không ghi được.', works: SUPPORT },
  NO_RECIPIENT_KEY: { says: 'Máy không có khóa hợp lệ để bảo vệ dữ liệu thẻ.', works: SUPPORT },
  NO_NETWORK: { says: 'Không có mạng.', works: 'Kiểm tra dây mạng hoặc sóng không dây.' },
  GATEWAY_SILENT: { says: 'Cổng thanh toán không trả lời.', works: 'Không cần làm gì: máy tự thử lại.' },
  ACQUIRER_SILENT: { says: 'Ngân hàng thanh toán không trả lời.', works: 'Không cần làm gì: máy tự thử lại.' },
  LANE_BUSY: { says: 'Đường tới ngân hàng thanh toán đang bận.', works: 'Thử lại sau giây lát.' },
  NO_ANSWER: {
    says: 'Đã hỏi ngân hàng phát hành nhưng không có trả lời.',
    works: 'Thử lại thẻ này, hoặc cách trả khác.',
  },
  HOST_DECLINED: { says: 'Ngân hàng phát hành đã từ chối.', works: OTHER_CARD },
  FORMAT: { says: 'Cổng thanh toán không đọc được giao dịch.', works: LOOK },
  TAMPER: { says: 'Dấu niêm của giao dịch bị hỏng.', works: LOOK },
  FALSE_DUPLICATE: { says: 'Ngân hàng thanh toán cho là giao dịch trùng.', works: FINANCE },
  SECOND_PATH: { says: 'Cùng một giao dịch đến bằng hai đường.', works: FINANCE },
  OUR_FAULT: { says: 'Ngân hàng thanh toán báo thông điệp sai.', works: LOOK },
  FORK: { says: 'Có bản sao thứ hai của máy này.', works: 'Bộ phận hỗ trợ phải đăng ký lại máy.' },
  RESTORED: {
    says: 'Cổng thanh toán được khôi phục từ bản sao lưu.',
    works: 'Tài chính đối chiếu với ngân hàng thanh toán.',
  },
  UNSHOWN: { says: 'Chưa ai cho biết hàng đã được mang đi chưa.', works: 'Trả lời câu hỏi tại máy tính tiền.' },
  UNANSWERED: { says: 'Ngân hàng thanh toán chưa trả lời.', works: 'Tài chính đối chiếu với ngân hàng thanh toán.' },
  EXCEPTION: { says: 'Câu trả lời của ngân hàng thanh toán cần có người xem.', works: FINANCE },
  KEY_GONE: { says: 'Khóa để mở giao dịch không còn.', works: LOOK },
  POLICY: { says: 'Một quy định của cửa hàng ngăn lại.', works: 'Người quản lý quyết định.' },
  EXPIRED: { says: 'Đã quá hạn trước khi gửi được.', works: 'Hai người ở văn phòng quyết định.' },
};
