using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Tests.Addresses;

/// <summary>The table of devices is whole: a kind that one of its orders forgot would be dropped in silence.</summary>
public sealed class DeviceTableSpecs
{
    /// <summary>Kinds without an address of their own.</summary>
    private static readonly DeviceKind[] WithoutAddress = [DeviceKinds.Graphics, DeviceKinds.Audio, DeviceKinds.Lease];

    [Fact]
    public void Every_kind_that_is_read_has_one_row() =>
        DeviceTable.All.Select(row => row.Kind.Element).Order().ShouldBe(DeviceKinds.InReadingOrder.Select(kind => kind.Element).Order());

    [Fact]
    public void Every_kind_with_addresses_is_in_the_walk_once() =>
        DeviceTable.WalkOrder.Select(row => row.Kind.Element).Order()
            .ShouldBe(DeviceKinds.InReadingOrder.Except(WithoutAddress).Select(kind => kind.Element).Order());

    [Fact]
    public void Every_kind_with_a_rule_for_names_is_in_the_order_of_names() =>
        DeviceTable.AliasOrder.Select(row => row.Kind.Element).Order()
            .ShouldBe(DeviceTable.All.Where(row => row.Alias is not null).Select(row => row.Kind.Element).Order());

    [Fact]
    public void Every_kind_that_asks_for_PCI_is_in_the_order_of_places() =>
        DeviceTable.PciOrder.Select(row => row.Kind.Element).Order()
            .ShouldBe(DeviceTable.All.Where(row => row.CanAskForPci).Select(row => row.Kind.Element).Order());

    [Fact]
    public void A_device_finds_its_row() => DeviceTable.Of(new Rng()).ShouldBe(DeviceTable.Rng);
}
