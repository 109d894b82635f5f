import type { NetworkWords } from '../catalogue';

export const network: NetworkWords = {
  sync: {
    sales: { other: '{done} trên {n} giao dịch đã rời máy này' },
    nothing: 'Không có giao dịch nào chờ trên máy này.',
    close: 'Đóng',
    again: 'Thử lại',
    progress: {
      LOOKING: 'Đang tìm cổng thanh toán …',
      SENDING: 'Đang gửi …',
      WAITING_FOR_SLOT: 'Cổng thanh toán cho từng máy gửi lần lượt. Sắp đến lượt máy này.',
      DONE: 'Cổng thanh toán đã có mọi giao dịch ở đây.',
      ACQUIRER_SILENT:
        'Ngân hàng thanh toán không trả lời. Các giao dịch đã an toàn ở cổng thanh toán và sẽ tự đi tiếp.',
      NO_NETWORK: 'Không có kết nối internet',
      GATEWAY_SILENT: 'Cổng thanh toán không trả lời. Chưa gửi gì; máy sẽ tự thử lại.',
      FORCED_OFFLINE: 'Máy được chuyển ngoại tuyến bằng tay. Quản lý có thể chuyển lại.',
      STOPPED: 'Cổng thanh toán không nhận gì thêm từ máy này. Hãy gọi hỗ trợ.',
    },
    slot: 'Máy này được gửi lúc {time}.',
    stages: {
      WAITING: 'đang chờ',
      SENT: 'đã gửi, chưa có biên nhận',
      WITH_GATEWAY: 'ở cổng thanh toán',
      SET_ASIDE: 'ở cổng thanh toán, được để riêng',
    },
  },
  why: {
    title: 'Vì sao giao dịch còn ở đây?',
    attempts: { other: 'đã gửi {n} thông điệp cho giao dịch này' },
    noAttempts: 'chưa gửi thông điệp nào',
    next: 'đi tiếp lúc {time}',
    deadline: 'để riêng sau {time}',
    who: 'Ai có thể xử lý: {who}.',
    actors: {
      NOBODY: 'không cần ai',
      CASHIER: 'bạn',
      MANAGER: 'quản lý',
      OPERATOR: 'bộ phận hỗ trợ',
      FINANCE: 'kế toán',
    },
    causes: {
      NO_NETWORK: {
        says: 'Chưa được gửi: không có mạng.',
        does: 'Kiểm tra dây mạng hoặc sóng không dây; sau đó giao dịch tự được gửi.',
      },
      GATEWAY_SILENT: {
        says: 'Chưa được gửi: cổng thanh toán không trả lời.',
        does: 'Bộ phận hỗ trợ kiểm tra cổng thanh toán; sau đó giao dịch tự được gửi.',
      },
      FORCED_OFFLINE: {
        says: 'Chưa được gửi: máy được chuyển ngoại tuyến bằng tay.',
        does: 'Quản lý chuyển máy trở lại.',
      },
      WAITING_FOR_SLOT: {
        says: 'Chưa được gửi: cổng thanh toán hẹn máy này lúc khác.',
        does: 'Đến giờ đó giao dịch tự được gửi.',
      },
      ABOUT_TO_BE_SENT: { says: 'Sẽ đi cùng đợt gửi tới.', does: 'Giao dịch tự được gửi trong giây lát.' },
      NO_RECEIPT: {
        says: 'Đã gửi, và chưa có biên nhận.',
        does: 'Giao dịch tự được gửi lại và chỉ tính một lần.',
      },
      TILL_STOPPED: {
        says: 'Cổng thanh toán không nhận gì thêm từ máy này.',
        does: 'Bộ phận hỗ trợ đăng ký lại máy; giao dịch ở lại đây cho đến lúc đó.',
      },
      DISK_REFUSES: {
        says: 'Cổng thanh toán đã có giao dịch, nhưng ổ đĩa của máy không ghi được để cho phép bắt đầu.',
        does: 'Bộ phận hỗ trợ dọn chỗ trên ổ đĩa.',
      },
      RESULT_NOT_SEEN: {
        says: 'Cổng thanh toán đã có giao dịch và chờ có người thấy kết quả.',
        does: 'Nhấn OK trên kết quả.',
      },
      GOODS_NOT_ANSWERED: {
        says: 'Chưa ai trả lời khách đã mang hàng đi hay chưa.',
        does: 'Trả lời câu hỏi trên màn hình.',
      },
      WITH_ACQUIRER: {
        says: 'Cổng thanh toán đã có giao dịch và chờ ngân hàng thanh toán.',
        does: 'Kết quả tự đến.',
      },
      ACQUIRER_SILENT: {
        says: 'Cổng thanh toán đã có giao dịch, nhưng ngân hàng thanh toán không trả lời.',
        does: 'Giao dịch tự đi tiếp khi ngân hàng trở lại.',
      },
      RESULT_CANNOT_COME: {
        says: 'Cổng thanh toán đã có giao dịch. Khi chưa liên lạc được thì chưa có kết quả.',
        does: 'Kết quả tự đến khi có mạng trở lại.',
      },
      NOT_ANSWERED: {
        says: 'Đã hỏi ngân hàng phát hành và chưa được trả lời.',
        does: 'Ngân hàng tự được hỏi lại.',
      },
      TRIED_AGAIN: { says: 'Đã có một câu trả lời kỹ thuật.', does: 'Giao dịch tự được gửi lại.' },
      AUTHORISED: {
        says: 'Ngân hàng phát hành đã chuẩn chi; tiền chưa được thu.',
        does: 'Tiền tự được thu.',
      },
      VOID_ASKED: {
        says: 'Đã yêu cầu hủy và chưa được xác nhận.',
        does: 'Cổng thanh toán quyết định; câu trả lời tự đến.',
      },
      SET_ASIDE: {
        says: 'Cổng thanh toán đã để riêng giao dịch này.',
        does: 'Có người xem xét; các giao dịch khác vẫn đi tiếp.',
      },
      PAST_DEADLINE: {
        says: 'Giao dịch đã quá hạn và không được gửi nữa.',
        does: 'Kế toán quyết định.',
      },
    },
  },
  troubles: {
    NAME_UNRESOLVED: 'không tìm thấy tên của cổng thanh toán',
    REFUSED: 'kết nối bị từ chối',
    NO_ROUTE: 'không có đường tới',
    NO_CONNECTION: 'không kết nối được',
    NOT_TRUSTED: 'chứng chỉ không được tin cậy',
    TIMED_OUT: 'chờ quá lâu',
    NO_USABLE_ANSWER: 'câu trả lời không dùng được',
  },
  route: {
    backup: 'Đang đi đường dự phòng: đường thứ nhất không trả lời. Bán hàng vẫn như thường.',
    names: { FIRST: 'theo đường thứ nhất', BACKUP: 'theo đường dự phòng' },
    title: 'Đã đi đường nào',
    messages: {
      authorise: 'Câu hỏi tới ngân hàng phát hành',
      complete: 'Báo giao dịch được giữ',
      reverse: 'Đảo giao dịch',
      refund: 'Hoàn tiền',
      journal: 'Đợt bản ghi',
    },
    unanswered: 'không có trả lời theo đường này',
  },
  refund: {
    action: 'Hoàn tiền',
    title: 'Hoàn bao nhiêu?',
    left: 'Còn có thể hoàn: {amount}',
    whole: 'Tất cả: {amount}',
    part: 'Một phần',
    amount: 'Số tiền',
    next: 'Tiếp',
    cancel: 'Thôi',
    ask: 'Hoàn {amount} vào thẻ?',
    yes: 'Hoàn tiền',
    no: 'Không',
    impossible: 'lớn hơn không, nhiều nhất {amount}',
    offline: 'chỉ khi trực tuyến: {why}',
    nothing: 'chỉ với giao dịch đã thu tiền',
    nothingLeft: 'không còn gì để hoàn',
    list: 'Các lần hoàn tiền',
    states: {
      ASKING: 'đã hỏi, chưa có trả lời',
      BEING_REVERSED: 'không có trả lời, đang được rút lại',
      REFUNDED: 'đã hoàn tiền',
      DECLINED: 'ngân hàng phát hành từ chối',
      NOT_SENT: 'chưa gửi, chưa có gì xảy ra',
      NOT_REFUNDABLE: 'cổng thanh toán từ chối: không còn đủ, hoặc không còn biết thẻ',
      REVERSED: 'đã rút lại, khách không nhận được gì',
    },
  },
  voided: {
    now: 'Giao dịch chưa được chuyển đi: hủy ngay, và không có gì được gửi.',
    asked: 'Giao dịch đã được chuyển đi: yêu cầu hủy, và cổng thanh toán quyết định.',
    refused: 'Yêu cầu hủy bị từ chối: ngân hàng thanh toán đã có giao dịch. Hãy hoàn tiền.',
  },
};
