package io.tercet.jobs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.JobException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final long T0 = 1_529_020_934_000_000L;
  private static final String API =
      "hash,timeStamp,blockNumber,from,to,value,gas,gasPrice,gasUsed,isError,nonce,methodId,"
          + "inputLen,contractAddress,from_flag,to_flag,label\n";

  @TempDir Path folder;
  private ImportTester tester = new ImportTester(Path.of("."));

  @BeforeEach
  void setUp() {
    tester = new ImportTester(folder);
  }

  @Test
  void tercetsOwnColumnsComeInAnyOrder() {
    assertLayout(
        Layout.TERCET,
        """
        nonce,label,status,to_address,from_address,fee,amount,currency,transaction_type,user_id,timestamp,transaction_id,typology
        4,1,FAILED,bc1q,0xAB,0.5,2,btc,Withdrawal,u1,1529020934,t1,mule
        """);
    assertThat(tester.only())
        .isEqualTo(
            new Transaction(
                "t1", T0, "u1", "withdrawal", "BTC", 2, 0.5, "0xab", "bc1q", "failed", 4));
  }

  @Test
  void whatTercetsColumnsLackHasADefault() {
    assertLayout(
        Layout.TERCET,
        "Transaction ID;Timestamp;User ID;Currency;Amount\nt1;1529020934;u1;USD;3\n");
    assertThat(tester.only())
        .isEqualTo(
            new Transaction("t1", T0, "u1", "transfer", "USD", 3, 0, null, null, "completed", -1));
  }

  @Test
  void aBlankTypeOrStatusHasTheDefaultToo() {
    tester.importRows("t1,1529020934,u1, ,ETH,1,0,,,");
    assertThat(tester.only().type()).isEqualTo("transfer");
    assertThat(tester.only().status()).isEqualTo("completed");
  }

  @Test
  void etherscansApiIsInWeiAndItsAnswersAreNotRead() {
    assertLayout(
        Layout.ETHERSCAN_API,
        API
            + "0xaa,1529020934,1,0xF1,0xf2,1500000000000000000,9,20000000000,21000,0,7,0x,0,,1,0,1\n");
    assertThat(tester.only())
        .isEqualTo(
            new Transaction(
                "0xaa", T0, null, "transfer", "ETH", 1.5, 0.00042, "0xf1", "0xf2", "completed", 7));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0xa9059cbb, 68, contract_call",
    "1, 0xa9059cbb, 68, transfer",
    "0, 0x, 0, transfer",
    "0, 0x, 5, contract_call",
    "0, , , transfer"
  })
  void aCallMovesNothingAndHasData(String value, String method, String length, String type) {
    tester.importText(
        API
            + "0xaa,1529020934,1,0xf1,0xf2,%s,9,1,1,0,7,%s,%s,,,,\n"
                .formatted(value, orEmpty(method), orEmpty(length)));
    assertThat(tester.only().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"0xc0, 0xc0", "'', "})
  void aCreatedContractIsTheReceiver(String contract, String receiver) {
    tester.importText(API + "0xaa,1529020934,1,0xf1,,0,9,1,1,1,7,0x60,9," + contract + ",,,\n");
    assertThat(tester.only().toAddress()).isEqualTo(receiver);
    assertThat(tester.only().status()).isEqualTo("failed");
  }

  @Test
  void anEtherscanExportHasTheValueInOneOfTwoColumns() {
    assertLayout(
        Layout.ETHERSCAN_EXPORT,
        """
        "Txhash","Blockno","UnixTimestamp","DateTime (UTC)","From","To","ContractAddress","Value_IN(ETH)","Value_OUT(ETH)","CurrentValue @ $1883.3/Eth","TxnFee(ETH)","TxnFee(USD)","Historical $Price/Eth","Status","ErrCode","Method"
        "0xaa","1","1529020934","2018-06-15 00:02:14","0xf1","0xf2","","0","2.5","1","0.001","1","2","","","Transfer"
        "0xab","1","1529020934","2018-06-15 00:02:14","0xf1","","0xc0","0","0","1","0.001","1","2","Error(0)","Out of gas","Swap"
        """);
    assertThat(tester.store.transactions.values())
        .containsExactly(
            new Transaction(
                "0xaa", T0, null, "transfer", "ETH", 2.5, 0.001, "0xf1", "0xf2", "completed", -1),
            new Transaction(
                "0xab", T0, null, "contract_call", "ETH", 0, 0.001, "0xf1", "0xc0", "failed", -1));
  }

  @Test
  void aSisterSiteOfEtherscanHasItsOwnCurrency() {
    tester.importText(
        "Transaction Hash,UnixTimestamp,From,To,Value_IN(BNB),Value_OUT(BNB),TxnFee(BNB)\n"
            + "0xaa,1529020934,0xf1,0xf2,1,0,0\n");
    assertThat(tester.only().currency()).isEqualTo("BNB");
  }

  @Test
  void ethereumEtlIsReadWithItsReceiptsOrWithout() {
    assertLayout(
        Layout.ETHEREUM_ETL,
        """
        hash,nonce,block_hash,block_number,transaction_index,from_address,to_address,value,gas,gas_price,input,block_timestamp
        0xaa,3,0xb,1,0,0xf1,0xf2,0,21000,20000000000,0xa9059cbb00,2018-06-15 00:02:14 UTC
        """);
    assertThat(tester.only())
        .isEqualTo(
            new Transaction(
                "0xaa",
                T0,
                null,
                "contract_call",
                "ETH",
                0,
                0.00042,
                "0xf1",
                "0xf2",
                "completed",
                3));
  }

  @Test
  void ethereumEtlsJsonLinesMayHaveHexadecimalNumbers() {
    assertLayout(
        Layout.ETHEREUM_ETL,
        """
        {"hash":"0xaa","nonce":3,"block_number":1,"from_address":"0xf1","to_address":null,"value":"0xde0b6b3a7640000","gas":9,"gas_price":1,"receipt_gas_used":21000,"receipt_effective_gas_price":20000000000,"receipt_status":0,"receipt_contract_address":"0xc0","input":"0x60","block_timestamp":1529020934}
        """);
    assertThat(tester.only())
        .isEqualTo(
            new Transaction(
                "0xaa", T0, null, "transfer", "ETH", 1, 0.00042, "0xf1", "0xc0", "failed", 3));
  }

  @Test
  void theHandbooksTerminalsAreNoCustomers() {
    assertLayout(
        Layout.FRAUD_HANDBOOK,
        """
        TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO
        7,2018-06-15 00:02:14,5,5,24.01,1,2,1,3
        """);
    assertThat(tester.only())
        .isEqualTo(
            new Transaction(
                "7", T0, "5", "payment", "USD", 24.01, 0, null, "terminal:5", "completed", -1));
  }

  @Test
  void anyColumnsAreMapped() {
    tester.with(
        ImportOptions.DEFAULTS.withMap(
            Map.of(
                "transaction_id",
                "ref",
                "timestamp",
                "when",
                "user_id",
                "who",
                "amount",
                "cents/100",
                "currency",
                "'EUR'",
                "transaction_type",
                "'payment'")));
    assertLayout(Layout.MAPPED, "ref|when|who|cents|status\n1|1529020934|u|1999|pending\n");
    assertThat(tester.only())
        .isEqualTo(
            new Transaction("1", T0, "u", "payment", "EUR", 19.99, 0, null, null, "pending", -1));
  }

  @Test
  void theMapWinsOverALayout() {
    tester.with(ImportOptions.DEFAULTS.withMap(Map.of("amount", "gas/1e3", "user_id", "from")));
    tester.importText(API + "0xaa,1529020934,1,0xf1,0xf2,5,9000,1,1,0,7,0x,0,,1,0,1\n");
    assertThat(tester.only().amount()).isEqualTo(9);
    assertThat(tester.only().account()).isEqualTo("0xf1");
  }

  @Test
  void theCurrencyOptionWinsOverALayoutsDefaultButNotOverAColumn() {
    tester.with(ImportOptions.DEFAULTS.withCurrency("etc"));
    tester.importText(API + "0xaa,1529020934,1,0xf1,0xf2,5,9000,1,1,0,7,0x,0,,1,0,1\n");
    assertThat(tester.only().currency()).isEqualTo("ETC");
    tester.importRows(ImportTester.ROW);
    assertThat(tester.store.transactions.get("t1")).extracting("currency").isEqualTo("ETH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "from_flag", "to_flag"})
  void answersCannotBeMapped(String column) {
    tester.with(ImportOptions.DEFAULTS.withMap(Map.of("status", column)));
    assertThatThrownBy(
            () -> tester.importText(API + "0xaa,1529020934,1,0xf1,0xf2,5,1,1,1,0,7,0x,0,,1,0,1\n"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("holds answers");
  }

  private void assertLayout(Layout layout, String content) {
    ImportResult result = tester.importText(content);
    assertThat(tester.store.rejected).isEmpty();
    assertThat(result.files()).extracting(ImportedFile::layout).containsExactly(layout);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
