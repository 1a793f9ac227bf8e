package fr.touchweb.console.core.policy;

/**
 * The house's guide for those who come from outside (G01, G18, G92); empty texts where it has none.
 *
 * @param url of the guide and its changes
 * @param preproductions of the guide about preproductions
 * @param contact address for questions and ideas
 * @param written day of the guide, ISO 8601
 * @param updated day of its last change, ISO 8601
 * @param banPercent share of time-outs of administrators that are bans (G33)
 * @param microBanSeconds length of the shortest bans
 */
public record GuidePolicy(String url, String preproductions, String contact, String written, String updated,
        int banPercent, int microBanSeconds) {
    public GuidePolicy {
        for (String day : new String[]{written, updated}) {
            if (!day.isEmpty()) {
                java.time.LocalDate.parse(day);
            }
        }
        Policy.require(banPercent >= 0 && banPercent <= 100, "0 <= banPercent <= 100");
        Policy.require(microBanSeconds >= 0, "microBanSeconds >= 0");
    }
}
