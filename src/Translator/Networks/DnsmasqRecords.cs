using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Networks;

/// <summary>Text and service records for dnsmasq.</summary>
internal static class DnsmasqRecords
{
    private const uint UsualPort = 1;

    public static void Write(DnsmasqText text, NetworkDns dns)
    {
        foreach (NetworkText record in dns.Texts)
        {
            text.Line("txt-record", $"{DnsmasqText.Field(record.Name)},{record.Value}");
        }

        foreach (NetworkService service in dns.Services)
        {
            string name = $"_{service.Service}._{service.Protocol}{(service.Domain is { } domain ? "." + DnsmasqText.Field(domain) : "")}";
            text.Line("srv-host", string.Join(',', [name, .. Target(service)]));
        }
    }

    /// <summary>Target, port, priority, weight, as far as one of those behind is set: zero is as good as unset.</summary>
    private static IEnumerable<string> Target(NetworkService service)
    {
        if (service.Target is not { } target || target == ".")
        {
            return [];
        }

        uint[] numbers = [service.Port == 0 ? UsualPort : service.Port, service.Priority, service.Weight];
        int count = service.Weight > 0 ? 3 : service.Priority > 0 ? 2 : service.Port > 0 ? 1 : 0;
        return [DnsmasqText.Field(target), .. numbers.Take(count).Select(n => n.ToString(CultureInfo.InvariantCulture))];
    }
}
