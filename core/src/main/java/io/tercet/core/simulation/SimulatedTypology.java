package io.tercet.core.simulation;

/**
 * The frauds that the simulation plays, each with an innocent look-alike: a detector is good when
 * it tells the two apart. Ids are stable over versions. Typologies follow FATF, <i>Virtual Assets
 * Red Flag Indicators</i> (2020), and public incident reports.
 */
public enum SimulatedTypology {
  NEW_COLLECTOR(
      "new_collector",
      "New collector",
      "An address never seen before collects payments from many newcomers within a day or two.",
      "merchant_launch",
      "A new shop opens and established customers pay its prices."),
  FAN_IN(
      "fan_in",
      "Fan-in",
      "Many strangers pay one unremarkable account within hours, and the sum leaves at once.",
      "exchange_sweep",
      "An exchange sweeps its customers' deposit addresses into its hot wallet, as it often does."),
  FAN_OUT(
      "fan_out",
      "Fan-out",
      "A fresh account receives a large sum and spreads it over many new addresses.",
      "payroll",
      "An employer is funded and pays the same salaries to the same people."),
  PASS_THROUGH(
      "pass_through",
      "Pass-through",
      "Layering: nearly the same sum crosses a row of fresh accounts within minutes of each hop.",
      "otc_desk",
      "A trading desk receives from known clients and settles at its exchange within the hour."),
  PEEL_CHAIN(
      "peel_chain",
      "Peel chain",
      "A large sum moves from address to new address, and at each hop a small part is peeled off.",
      "wallet_change",
      "A wallet pays shops and sends the change to a new address of its own each time."),
  STRUCTURING(
      "structuring",
      "Structuring",
      "Repeated amounts just under a reporting threshold within hours or days.",
      "rent_under_threshold",
      "A rent just under a round number goes to the same landlord every week."),
  AMOUNT_AGAINST_HABIT(
      "amount_against_habit",
      "Amount against habit",
      "An account sends many times its usual amount to addresses it never paid.",
      "holiday_purchase",
      "A customer saves up and buys something large from a well-known shop."),
  ACCOUNT_TAKEOVER(
      "account_takeover",
      "Account takeover",
      "At an unusual hour an established account is emptied to new addresses.",
      "travelling_user",
      "A customer abroad pays the usual people the usual amounts at unusual hours."),
  DORMANT_ACCOUNT_WAKES(
      "dormant_account_wakes",
      "Dormant account wakes",
      "An account silent for weeks suddenly moves everything to a new address.",
      "returning_user",
      "A customer returns after a long break, tops up and resumes old habits."),
  SMURFING(
      "smurfing",
      "Smurfing",
      "Helpers with fresh accounts each buy a little and forward it to one beneficiary.",
      "donation_drive",
      "Many supporters give small round amounts to a known charity."),
  DUSTING(
      "dusting",
      "Dusting",
      "A new address sends worthless amounts to many wallets to link their owners.",
      "airdrop",
      "A known project sends the same small reward to many of its users."),
  ADDRESS_POISONING(
      "address_poisoning",
      "Address poisoning",
      "An address that looks like a known counterparty sends dust, and later gets a real payment"
          + " by mistake.",
      "test_payment",
      "A careful customer sends a little to a new address first, then the real amount."),
  ROUND_TRIP(
      "round_trip",
      "Round trip",
      "A sum travels through two or three accounts and returns to its origin nearly whole.",
      "refund",
      "A shop takes goods back and returns the price."),
  MIXER_EQUAL_OUTPUTS(
      "mixer_equal_outputs",
      "Mixer with equal outputs",
      "Equal amounts enter a pool and leave it hours later, still equal, to fresh accounts.",
      "ticket_sale",
      "Many customers pay the same price for a ticket within hours."),
  VELOCITY_BURST(
      "velocity_burst",
      "Velocity burst",
      "A slow account sends a long series of payments to strangers within minutes.",
      "market_maker",
      "A professional's program trades in quick series, as it does every few days."),
  NIGHT_BURST(
      "night_burst",
      "Night burst",
      "A day-time account sends a series of transfers to strangers in the dead of its night.",
      "night_shift",
      "A customer in a distant time zone is active in a day that is everyone else's night.");

  private final String id;
  private final String title;
  private final String description;
  private final String lookAlikeId;
  private final String lookAlikeDescription;

  SimulatedTypology(
      String id,
      String title,
      String description,
      String lookAlikeId,
      String lookAlikeDescription) {
    this.id = id;
    this.title = title;
    this.description = description;
    this.lookAlikeId = lookAlikeId;
    this.lookAlikeDescription = lookAlikeDescription;
  }

  /** The stable id, such as {@code peel_chain}. */
  public String id() {
    return id;
  }

  /** The name for people, such as "Peel chain". */
  public String title() {
    return title;
  }

  /** What happens, in one sentence. */
  public String description() {
    return description;
  }

  /** The stable id of the innocent look-alike, such as {@code wallet_change}. */
  public String lookAlikeId() {
    return lookAlikeId;
  }

  /** What happens in the look-alike, in one sentence. */
  public String lookAlikeDescription() {
    return lookAlikeDescription;
  }
}
