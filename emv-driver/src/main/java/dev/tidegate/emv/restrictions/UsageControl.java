package dev.tidegate.emv.restrictions;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.emv.data.CardObjects;

/**
 * Application usage control, AUC, tag 9F07: where and for what the issuer lets the card be used (EMV 4.4 Book 3, 10.4.2
 * and Annex C2).
 *
 * <pre>
 * byte 1  cash: domestic, international | goods: d, i | services: d, i | at ATMs | elsewhere
 * byte 2  cashback: d, i
 * </pre>
 */
final class UsageControl {
    private static final Tag USAGE_CONTROL = new Tag(0x9F07);
    private static final Tag ISSUER_COUNTRY = new Tag(0x5F28);
    private static final Tag ADDITIONAL_CAPABILITIES = new Tag(0x9F40);

    private static final int AT_CASH_MACHINES = 0x02;
    private static final int ELSEWHERE = 0x01;
    private static final int CASH = 0x80;

    private static final int GOODS_AND_SERVICES = 0x00;
    private static final int CASH_ADVANCE = 0x01;
    private static final int CASHBACK = 0x09;

    private final int first;
    private final int second;

    private UsageControl(Octets value) {
        this.first = value.at(0);
        this.second = value.at(1);
    }

    /** Whether the card may be used for this transaction; a card without usage control may. */
    static boolean allows(CardObjects card, TlvSet terminal) {
        if (!card.has(USAGE_CONTROL)) {
            return true;
        }
        UsageControl control = new UsageControl(card.value(USAGE_CONTROL, 2).octets());
        if (!control.allowsPlace(terminal)) {
            return false;
        }
        if (!card.has(ISSUER_COUNTRY)) {
            return true;
        }
        boolean domestic = card.octets(ISSUER_COUNTRY).equals(terminal.value(Tag.TERMINAL_COUNTRY));
        return control.allowsType(terminal.value(Tag.TRANSACTION_TYPE).at(0), domestic);
    }

    // Book 4, Annex A1: types 14, 15 and 16 that give cash are cash machines.
    private boolean allowsPlace(TlvSet terminal) {
        int type = terminal.value(Tag.TERMINAL_TYPE).at(0);
        boolean givesCash = (terminal.value(ADDITIONAL_CAPABILITIES).at(0) & CASH) != 0;
        boolean cashMachine = type >= 0x14 && type <= 0x16 && givesCash;
        return (first & (cashMachine ? AT_CASH_MACHINES : ELSEWHERE)) != 0;
    }

    // Table 36. A till cannot tell goods from services: one of them is enough.
    private boolean allowsType(int type, boolean domestic) {
        return switch (type) {
            case GOODS_AND_SERVICES -> allowsGoodsOrServices(domestic);
            case CASH_ADVANCE -> (first & (domestic ? 0x80 : 0x40)) != 0;
            case CASHBACK -> allowsGoodsOrServices(domestic) && (second & (domestic ? 0x80 : 0x40)) != 0;
            default -> true;
        };
    }

    private boolean allowsGoodsOrServices(boolean domestic) {
        return (first & (domestic ? 0x20 | 0x08 : 0x10 | 0x04)) != 0;
    }
}
