package io.tercet.core.simulation;

/** Which story plays for a typology, how large it is, and how long it lasts. */
final class Scripts {
  private Scripts() {}

  static Script fraud(SimulatedTypology typology) {
    return switch (typology) {
      case NEW_COLLECTOR -> Script.of(CollectingStories::newCollector, 8, 28, 80);
      case FAN_IN -> Script.of(CollectingStories::fanIn, 10, 30, 16);
      case FAN_OUT -> Script.of(SpreadingStories::fanOut, 8, 24, 10);
      case PASS_THROUGH -> Script.of(FlowStories::passThrough, 4, 9, 14);
      case PEEL_CHAIN -> Script.of(FlowStories::peelChain, 7, 21, 30);
      case STRUCTURING -> Script.of(FlowStories::structuring, 10, 20, 110);
      case AMOUNT_AGAINST_HABIT -> Script.of(HabitStories::amountAgainstHabit, 2, 4, 40);
      case ACCOUNT_TAKEOVER -> Script.of(HabitStories::accountTakeover, 3, 6, 30);
      case DORMANT_ACCOUNT_WAKES ->
          Script.of(HabitStories::dormantAccountWakes, 2, 4, 16).after(0.3);
      case SMURFING -> Script.of(CollectingStories::smurfing, 10, 24, 120);
      case DUSTING -> Script.of(SpreadingStories::dusting, 10, 30, 6);
      case ADDRESS_POISONING -> Script.of(SpreadingStories::addressPoisoning, 2, 4, 70);
      case ROUND_TRIP -> Script.of(FlowStories::roundTrip, 3, 8, 50);
      case MIXER_EQUAL_OUTPUTS -> Script.of(CollectingStories::mixerEqualOutputs, 10, 24, 48);
      case VELOCITY_BURST -> Script.of(HabitStories::velocityBurst, 10, 30, 4);
      case NIGHT_BURST -> Script.of(HabitStories::nightBurst, 6, 14, 30);
    };
  }

  static Script lookAlike(SimulatedTypology typology) {
    return switch (typology) {
      case NEW_COLLECTOR -> Script.of(CollectingStories::merchantLaunch, 10, 40, 92);
      case FAN_IN -> Script.of(CollectingStories::exchangeSweep, 10, 30, 2);
      case FAN_OUT -> Script.of(SpreadingStories::payroll, 9, 30, 10);
      case PASS_THROUGH -> Script.of(FlowStories::otcDesk, 4, 10, 26);
      case PEEL_CHAIN -> Script.of(FlowStories::walletChange, 4, 10, 210);
      case STRUCTURING -> Script.of(FlowStories::rentUnderThreshold, 3, 6, 1_030);
      case AMOUNT_AGAINST_HABIT -> Script.of(HabitStories::holidayPurchase, 1, 3, 62);
      case ACCOUNT_TAKEOVER -> Script.of(HabitStories::travellingUser, 3, 8, 200);
      case DORMANT_ACCOUNT_WAKES -> Script.of(HabitStories::returningUser, 3, 7, 40).after(0.3);
      case SMURFING -> Script.of(CollectingStories::donationDrive, 10, 30, 140);
      case DUSTING -> Script.of(SpreadingStories::airdrop, 12, 40, 6);
      case ADDRESS_POISONING -> Script.of(SpreadingStories::testPayment, 2, 3, 7);
      case ROUND_TRIP -> Script.of(FlowStories::refund, 2, 4, 100);
      case MIXER_EQUAL_OUTPUTS -> Script.of(CollectingStories::ticketSale, 10, 30, 13);
      case VELOCITY_BURST -> Script.of(HabitStories::marketMaker, 12, 40, 2);
      case NIGHT_BURST -> Script.of(HabitStories::nightShift, 4, 9, 30);
    };
  }
}
