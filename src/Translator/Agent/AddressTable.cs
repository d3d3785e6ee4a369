using System.Globalization;
using System.Text;

namespace VirshLite.Translator.Agent;

/// <summary><c>domifaddr</c>: which addresses a guest's interfaces have; fixed columns (live-changes.md 7).</summary>
public static class AddressTable
{
    private const string None = "-";
    private const string Unknown = "N/A";

    /// <param name="interfaces">By whatever source they are known.</param>
    /// <param name="only">One interface; null = all.</param>
    /// <param name="full">Name and MAC address stand in each line.</param>
    /// <param name="quiet">Without the two lines above them.</param>
    public static string Of(IEnumerable<GuestInterface> interfaces, string? only, bool full, bool quiet = false)
    {
        var text = new StringBuilder();
        if (!quiet)
        {
            text.Append(" Name       MAC address          Protocol     Address\n").Append('-', 79).Append('\n');
        }

        foreach (GuestInterface nic in interfaces.Where(i => only is null || i.Name == only))
        {
            string mac = nic.Mac ?? "";
            if (nic.Addresses.Count == 0)
            {
                Row(text, nic.Name, mac, Unknown, Unknown);
            }

            bool first = true;
            foreach (GuestAddress address in nic.Addresses)
            {
                string where = string.Create(CultureInfo.InvariantCulture, $"{address.Address}/{address.Prefix}");
                Row(text, first || full ? nic.Name : None, first || full ? mac : None, address.Type, where);
                first = false;
            }
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string mac, string protocol, string address) =>
        text.Append(CultureInfo.InvariantCulture, $" {name,-10} {mac,-17}    {protocol,-12} {address}\n");
}
