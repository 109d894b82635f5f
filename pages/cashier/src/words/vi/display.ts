import type { DisplayWords } from '../catalogue';

export const display: DisplayWords = {
  title: 'Màn hình khách hàng',
  welcome: 'Xin chào quý khách',
  toPay: 'Số tiền cần trả',
  thanks: 'Xin cảm ơn',
  takeCard: 'Quý khách vui lòng nhận lại thẻ và biên lai.',
  ask: 'Vui lòng hỏi thu ngân',
  nothingTaken: 'Thanh toán này chưa hoàn tất.',
};
