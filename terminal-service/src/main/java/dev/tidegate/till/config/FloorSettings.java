package dev.tidegate.till.config;

import dev.tidegate.till.catalogue.BarcodePattern;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the shop sells.
 *
 * @param catalogue the folder of items.csv, taxes.csv and discounts.csv; absent where only amounts are typed in
 * @param weighedCodes what the shop's own barcodes with a price or a weight inside look like
 * @param tips percentages that are offered; none where nobody is asked for a tip
 * @param otherTenders what is taken beside cards and cash, in the shop's words; each works without a network
 */
public record FloorSettings(
        @Nullable Path catalogue,
        DrawerAt drawer,
        List<BarcodePattern> weighedCodes,
        List<Integer> tips,
        List<String> otherTenders) {
    /** What fits the panel beside a field for one's own. */
    public static final int TIPS_MAX = 4;

    /** Each has a key, 1 to 9. */
    public static final int OTHER_TENDERS_MAX = 9;

    public FloorSettings {
        weighedCodes = List.copyOf(weighedCodes);
        tips = List.copyOf(tips);
        otherTenders = List.copyOf(otherTenders);
        Present.check(
                tips.size() <= TIPS_MAX && tips.stream().allMatch(tip -> tip > 0 && tip <= 100),
                "shop.tips are at most 4 percentages, 1 to 100");
        Present.check(
                otherTenders.size() <= OTHER_TENDERS_MAX
                        && new HashSet<>(otherTenders).size() == otherTenders.size()
                        && otherTenders.stream().allMatch(name -> !name.isBlank() && name.length() <= 40),
                "shop.otherTenders are at most 9 names of 1 to 40 characters");
    }

    /** A shop that types amounts in and takes cash. */
    public static FloorSettings none() {
        return new FloorSettings(null, new DrawerAt.None(), List.of(), List.of(), List.of());
    }
}
