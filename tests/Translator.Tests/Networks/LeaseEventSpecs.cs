using System.Net;
using VirshLite.Translator.Networks;

namespace VirshLite.Translator.Tests.Networks;

public class LeaseEventSpecs
{
    private static readonly IPAddress Nine = IPAddress.Parse("10.0.0.9");

    private static readonly DhcpLease Held = new(Nine, "52:54:00:00:00:09", 1900000000) { Hostname = "nine", ClientId = "01:aa" };

    [Fact]
    public void A_new_lease_stands_in_the_place_of_the_old_one_of_its_address()
    {
        IReadOnlyList<DhcpLease> leases = LeaseEvent.Apply([Held], ["add", "52:54:00:00:00:10", "10.0.0.9", "ten"],
            Environment(("DNSMASQ_LEASE_EXPIRES", "1900000500"), ("DNSMASQ_CLIENT_ID", "01:bb")));

        leases.ShouldBe([new(Nine, "52:54:00:00:00:10", 1900000500) { Hostname = "ten", ClientId = "01:bb" }]);
    }

    [Fact]
    public void A_lease_that_ends_is_gone() => LeaseEvent.Apply([Held], ["del", Held.Mac!, "10.0.0.9"], Environment()).ShouldBeEmpty();

    [Theory]
    [InlineData("DNSMASQ_SUPPLIED_HOSTNAME")]
    [InlineData("DNSMASQ_OLD_HOSTNAME")]
    public void A_name_is_what_the_guest_calls_itself_where_dnsmasq_gives_none(string variable) =>
        LeaseEvent.Apply([], ["old", "52:54:00:00:00:10", "10.0.0.10"], Environment((variable, "own"))).Single().Hostname.ShouldBe("own");

    [Fact]
    public void IPv6_tells_the_MAC_apart_from_the_identifier_and_without_one_nothing_changes()
    {
        string[] words = ["add", "00:01:00:01", "fd00::9", "nine"];
        LeaseEvent.Apply([Held], words, Environment(("DNSMASQ_IAID", "7"))).ShouldBe([Held]);

        DhcpLease six = LeaseEvent.Apply(
            [], words, Environment(("DNSMASQ_IAID", "7"), ("DNSMASQ_MAC", "52:54:00:00:00:09"), ("DNSMASQ_SERVER_DUID", "00:02"))).Single();
        (six.Mac, six.Iaid, six.ClientId, six.ServerDuid).ShouldBe(("52:54:00:00:00:09", "7", "00:01:00:01", "00:02"));
        LeaseEvent.Database([six, Held]).ShouldBe(
            "1900000000 52:54:00:00:00:09 10.0.0.9 nine 01:aa\nduid 00:02\n0 7 fd00::9 nine 00:01:00:01\n");
    }

    [Theory]
    [InlineData("add", "52:54:00:00:00:10")]
    [InlineData("add", "52:54:00:00:00:10", "no address")]
    public void What_says_no_address_changes_nothing(params string[] words) => LeaseEvent.Apply([Held], words, Environment()).ShouldBe([Held]);

    [Fact]
    public void Leases_come_back_from_their_file_as_they_were() => LeaseFile.Read(LeaseFile.Write([Held])).ShouldBe([Held]);

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(v => v.Name == name).Value;
}
