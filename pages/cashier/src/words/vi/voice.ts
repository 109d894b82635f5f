import type { VoiceWords } from '../catalogue';

export const voice: VoiceWords = {
  button: 'Duyệt qua điện thoại',
  notAgreed: 'ngân hàng thanh toán không nhận duyệt qua điện thoại',
  belowFloor: 'chỉ từ {floor}',
  title: 'Duyệt qua điện thoại: {due}',
  call: 'Gọi trung tâm cấp phép của thẻ. Họ cho một mã tối đa 6 chữ và số.',
  code: 'Mã nhận qua điện thoại',
  codeFirst: 'nhập 1 đến 6 chữ và số',
  next: 'Quản lý xác nhận',
  confirmTitle: 'Xác nhận việc duyệt qua điện thoại',
  confirmText: '{amount}, mã {code}. Sau đó máy đọc thẻ.',
  confirm: 'Xác nhận và đọc thẻ',
  tip: {
    button: 'Thêm tiền boa',
    change: 'Sửa tiền boa',
    title: 'Tiền boa cho {amount}',
    most: 'nhiều nhất {most}',
    take: 'Tổng cộng {total}',
    none: 'Không có tiền boa',
    has: 'Tiền boa',
    refusals: {
      NOT_AGREED: 'ngân hàng thanh toán không nhận tiền boa sau khi quẹt thẻ',
      CARD_APPROVED: 'thẻ đã tự đồng ý với số tiền này',
      VOICE_APPROVED: 'ngân hàng phát hành đã cho mã theo đúng số tiền này',
      NOT_STORED: 'chỉ cho giao dịch đang lưu ở máy này',
      OFFERED: 'giao dịch đã ở cổng thanh toán',
      ABOVE_PERCENT: 'nhiều hơn mức ngân hàng thanh toán cho phép',
      ABOVE_LIMIT: 'vượt giới hạn của máy này',
    },
  },
};
