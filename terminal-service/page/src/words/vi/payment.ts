import type { PaymentWords } from '../catalogue';

export const payment: PaymentWords = {
  results: {
    approved: { headline: 'ĐÃ CHẤP THUẬN', text: 'Ngân hàng phát hành đã chấp thuận giao dịch.' },
    captured: { headline: 'ĐÃ THU TIỀN', text: 'Giao dịch đã được lưu, và nay ngân hàng thanh toán đã ghi nhận.' },
    stored_by_card: {
      headline: 'ĐÃ LƯU – thẻ tự đồng ý, chưa thu tiền',
      text: 'Giao dịch được giữ an toàn trên máy và tự gửi đi khi có mạng trở lại.',
    },
    stored_deferred: {
      headline: 'ĐÃ LƯU – chưa được chuẩn chi',
      text:
        'Giao dịch được giữ an toàn trên máy và tự gửi đi khi có mạng trở lại. ' +
        'Ngân hàng phát hành vẫn có thể từ chối.',
    },
    declined: { headline: 'BỊ TỪ CHỐI', text: 'Chưa thu khoản tiền nào.' },
    refused: { headline: 'HIỆN KHÔNG THỂ', text: 'Chưa thu khoản tiền nào.' },
    cancelled: { headline: 'ĐÃ DỪNG', text: 'Chưa thu khoản tiền nào.' },
    voided: { headline: 'ĐÃ HỦY', text: 'Giao dịch đã lưu được rút lại. Khách sẽ không bị trừ tiền.' },
    declined_after_store: {
      headline: 'BỊ TỪ CHỐI sau khi đã lưu',
      text: 'Ngân hàng phát hành từ chối giao dịch đã lưu. Tiền chưa về.',
    },
    not_known: {
      headline: 'CHƯA RÕ – đang đảo giao dịch',
      text: 'Hãy coi như chưa trả tiền: khoản đã ghi (nếu có) đang được trả lại.',
    },
    reversed: {
      headline: 'ĐÃ ĐẢO – chưa trả tiền',
      text: 'Khoản đã ghi (nếu có) đã được trả lại. Chưa thu khoản tiền nào.',
    },
  },
  states: {
    COLLECTING: 'Đang đọc thẻ',
    ASKING: 'Đang hỏi ngân hàng phát hành',
    OUTCOME_UNKNOWN: 'Chưa rõ – đang đảo giao dịch',
    AUTHORISED: 'Đã chuẩn chi, chưa thu tiền',
    AWAITING_TILL: 'Đang chờ máy tính tiền',
    STORED: 'Đã lưu trên máy này',
    FORWARDING: 'Ở cổng thanh toán, chưa thu tiền',
    VOID_ASKED: 'Đã yêu cầu hủy',
    UNRESOLVED: 'Đã hỏi, chưa có trả lời',
    RETRY_WAIT: 'Chờ gửi lại',
    HELD: 'Để riêng',
    EXPIRED_HELD: 'Quá hạn, để riêng',
    CAPTURED: 'Đã thu tiền',
    REFUNDED: 'Đã hoàn tiền',
    DECLINED_AFTER_STORE: 'Bị từ chối sau khi đã lưu',
    DECLINED: 'Bị từ chối',
    REVERSED: 'Đã đảo, không thu tiền',
    VOIDED: 'Đã hủy',
    CANCELLED: 'Đã dừng',
    REFUSED_OFFLINE: 'Không thể khi ngoại tuyến',
    SETTLED: 'Đã quyết toán',
    CHARGED_BACK: 'Bị đòi lại tiền',
    RECOVERED: 'Đã trả bằng cách khác',
    WRITTEN_OFF: 'Đã xóa nợ',
  },
  prompts: {
    PRESENT_CARD: 'Đưa thẻ vào đầu đọc',
    PROCESSING: 'Đang xử lý – giữ thẻ trong máy',
    ONLINE_REQUEST: 'Đang hỏi ngân hàng – giữ thẻ trong máy',
    REMOVE_CARD: 'Rút thẻ ra',
  },
  records: {
    ASKED: 'Ghi yêu cầu trực tuyến',
    ANSWERED: 'Ghi câu trả lời',
    STORED: 'Lưu vào ổ đĩa',
    SHOWN: 'Kết quả đã được xem tại máy',
    OFFERED: 'Chuyển cho cổng thanh toán',
    VOID: 'Hủy',
    ADJUST: 'Đổi số tiền',
    RESULT: 'Tin từ cổng thanh toán',
    CHECKPOINT: 'Điểm kiểm tra',
    EPOCH_OPEN: 'Máy khởi động',
    EPOCH_CLOSE: 'Máy dừng',
  },
};
