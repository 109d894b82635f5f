import type { Reasons } from '../catalogue';

const OTHER_CARD = 'Другая карта или другой способ оплаты.';
const WAIT = 'Подождать связи или взять другой способ оплаты.';
const SUPPORT = 'Перейдите на другую кассу и позовите поддержку.';
const LOOK = 'Должна посмотреть поддержка.';
const FINANCE = 'Должна посмотреть бухгалтерия.';

export const reasons: Reasons = {
  NONE: { says: '', works: '' },
  CARD_DECLINED: { says: 'Карта отказала сама.', works: OTHER_CARD },
  CARD_NOT_ACCEPTED: { says: 'Такие карты здесь не принимаются.', works: OTHER_CARD },
  CARD_BLOCKED: { says: 'Карта заблокирована.', works: 'Другая карта. Эту больше не пробуйте.' },
  CARD_ERROR: { says: 'Карта не читается.', works: 'Вставьте её ещё раз; не выйдет – другая карта.' },
  CARD_REMOVED: { says: 'Карту вынули слишком рано.', works: 'Вставьте её снова и не вынимайте, пока не попросят.' },
  NO_CARD: { says: 'Карту не вставили.', works: 'Нажмите «Карта» ещё раз, когда карта будет под рукой.' },
  READER_LOST: { says: 'Считыватель карт пропал.', works: 'Проверьте провод и нажмите «Карта» ещё раз.' },
  CANCELLED_BY_CASHIER: { says: 'Остановлено на кассе.', works: 'Нажмите «Карта», чтобы начать снова.' },
  NO_LIMIT_FOR_CURRENCY: { says: 'Эта валюта без связи не принимается.', works: WAIT },
  SALE_ABOVE_LIMIT: { says: 'Сумма выше предела одной продажи без связи.', works: WAIT },
  TILL_SUM_REACHED: { says: 'Больше денег эта касса сохранить не может.', works: WAIT },
  TILL_COUNT_REACHED: { says: 'Больше продаж эта касса сохранить не может.', works: WAIT },
  ACCEPT_WINDOW_OVER: { says: 'Касса слишком долго без связи, чтобы сохранять продажи.', works: WAIT },
  DEFERRAL_NOT_ALLOWED: { says: 'По этой карте нужен ответ банка, а спросить его нельзя.', works: OTHER_CARD },
  ODA_FAILED: { says: 'Карта не доказала свою подлинность.', works: OTHER_CARD },
  ONLINE_PIN_NEEDED: { says: 'ПИН этой карты проверяет банк, а спросить его нельзя.', works: OTHER_CARD },
  OFFLINE_DISABLED: { says: 'Продажи без связи отключены.', works: WAIT },
  JOURNAL_FULL: { says: 'Диск кассы полон. Ничего не сохранено.', works: SUPPORT },
  JOURNAL_BROKEN: { says: 'Диск кассы не принял запись.', works: SUPPORT },
  NO_RECIPIENT_KEY: { says: 'У кассы нет действующего ключа для защиты данных карт.', works: SUPPORT },
  NO_NETWORK: { says: 'Нет сети.', works: 'Проверьте кабель или беспроводную связь.' },
  GATEWAY_SILENT: { says: 'Шлюз не отвечает.', works: 'Делать ничего не нужно: касса повторит сама.' },
  ACQUIRER_SILENT: { says: 'Банк-эквайер не отвечает.', works: 'Делать ничего не нужно: касса повторит сама.' },
  LANE_BUSY: { says: 'Линия к банку-эквайеру занята.', works: 'Повторите чуть позже.' },
  NO_ANSWER: { says: 'Банк карты спросили, он не ответил.', works: 'Та же карта ещё раз или другой способ оплаты.' },
  HOST_DECLINED: { says: 'Банк карты отказал.', works: OTHER_CARD },
  FORMAT: { says: 'Шлюз не смог прочесть продажу.', works: LOOK },
  TAMPER: { says: 'Печать продажи повреждена.', works: LOOK },
  FALSE_DUPLICATE: { says: 'Банк-эквайер счёл продажу повтором.', works: FINANCE },
  SECOND_PATH: { says: 'Одна и та же продажа пришла двумя путями.', works: FINANCE },
  OUR_FAULT: { says: 'Банк-эквайер счёл сообщение неверным.', works: LOOK },
  FORK: { says: 'Есть вторая копия этой кассы.', works: 'Поддержка должна зарегистрировать кассу заново.' },
  RESTORED: { says: 'Шлюз восстановлен из резервной копии.', works: 'Бухгалтерия сверит продажу с банком-эквайером.' },
  UNSHOWN: { says: 'Никто не сказал, ушёл ли товар.', works: 'Ответьте на вопрос на кассе.' },
  UNANSWERED: { says: 'Банк-эквайер не ответил.', works: 'Бухгалтерия сверит продажу с банком-эквайером.' },
  EXCEPTION: { says: 'Ответ банка-эквайера требует человека.', works: FINANCE },
  KEY_GONE: { says: 'Ключа, открывающего продажу, больше нет.', works: LOOK },
  POLICY: { says: 'Мешает правило магазина.', works: 'Решает управляющий.' },
  EXPIRED: { says: 'Срок прошёл раньше, чем удалось отправить.', works: 'Решают двое в бухгалтерии.' },
};
