using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>libvirt's notes of what SR-IOV functions were set to before a guest got them (host-takeover.md 10.1, hostdevmgr).</summary>
internal static class FunctionNotes
{
    private const string Notes = "/run/libvirt/hostdevmgr";

    public static IEnumerable<FunctionOrigin> Of(Domain domain, HostFiles files)
    {
        foreach (Interface nic in domain.Interfaces.Where(i => i.ActualType == InterfaceType.Hostdev && i.InForce.HostAddress is not null))
        {
            PciAddress address = nic.InForce.HostAddress!;
            string device = string.Create(CultureInfo.InvariantCulture,
                $"/sys/bus/pci/devices/{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");
            if (files.LinkName(device + "/physfn") is not { } parent)
            {
                continue;
            }

            string card = "/sys/bus/pci/devices/" + parent;
            string? number = files.Names(card).Where(n => n.StartsWith("virtfn", StringComparison.Ordinal)
                && files.LinkName($"{card}/{n}") == Path.GetFileName(device)).Select(n => n["virtfn".Length..]).FirstOrDefault();
            foreach (string link in files.Names(card + "/net"))
            {
                string note = $"{Notes}/{link}_vf{number}";
                if (number is not null && files.Text(note) is { } text)
                {
                    yield return Read(text, note, link, int.Parse(number, CultureInfo.InvariantCulture));
                }
            }
        }
    }

    /// <summary>JSON with mac, adminMac and vlanTag; what it does not say is unset.</summary>
    internal static FunctionOrigin Read(string text, string file, string link, int number)
    {
        try
        {
            using JsonDocument note = JsonDocument.Parse(text);
            string? Of(string name) => note.RootElement.TryGetProperty(name, out JsonElement value)
                ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
            return new(file, link, number, Of("adminMac"), int.TryParse(Of("vlanTag"), CultureInfo.InvariantCulture, out int tag) ? tag : null);
        }
        catch (JsonException)
        {
            return new(file, link, number, null, null);
        }
    }
}
