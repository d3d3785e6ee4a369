using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.RecordedHosts;

/// <summary>Writes down all that a translation asks of a host, so that another machine can give the same answers (<see cref="RecordedHost"/>).</summary>
public static class HostRecording
{
    public const int FormatVersion = 1;

    /// <param name="emulators">The QEMU binaries that go into the recording; the first is the one for domains that name none.</param>
    /// <param name="networks">Names of the networks that go into it.</param>
    /// <param name="vocabularyOf">The words of an emulator's command line; null where they are not known.</param>
    public static void Write(Utf8JsonWriter json, IHostFacts host, IReadOnlyList<QemuCapabilities> emulators, IEnumerable<string> networks,
        Func<string, EmulatorVocabulary?> vocabularyOf)
    {
        json.WriteStartObject();
        json.WriteNumber("virshliteHost", FormatVersion);
        json.WriteString("architecture", host.Architecture);
        if (host.Cpu is { } cpu)
        {
            json.WriteStartObject("cpu");
            json.WriteString("model", cpu.Model);
            json.WriteString("vendor", cpu.Vendor);
            Texts(json, "features", cpu.Features);
            json.WriteEndObject();
        }

        json.WriteNumber("physicalAddressBits", host.PhysicalAddressBits);
        json.WriteNumber("maxKvmVcpus", host.MaxKvmVcpus);
        json.WriteNumber("transparentHugePageKiB", host.TransparentHugePageKiB);
        json.WriteNumber("timeZoneOffsetSeconds", host.TimeZoneOffsetSeconds);
        json.WriteNumber("nowSeconds", host.NowSeconds);
        json.WriteString("renderNode", host.RenderNode);
        Texts(json, "swtpmVersions", host.SwtpmVersions);
        json.WriteStartArray("hugepages");
        foreach (HugepageMount mount in host.HugepageMounts)
        {
            json.WriteStartObject();
            json.WriteString("path", mount.Path);
            json.WriteNumber("pageSizeKiB", mount.PageSizeKiB);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("numaNodes");
        foreach (uint node in host.NumaNodes)
        {
            json.WriteStartObject();
            json.WriteNumber("id", node);
            json.WriteStartArray("cpus");
            foreach (uint id in host.CpusOfNode(node))
            {
                json.WriteNumberValue(id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Descriptors(json, "firmware", host.FirmwareDescriptors);
        Descriptors(json, "vhostUser", host.VhostUserDescriptors);
        Networks(json, host, networks);
        Devices(json, host);
        json.WriteStartArray("emulators");
        foreach (QemuCapabilities emulator in emulators)
        {
            json.WriteStartObject();
            json.WriteString("path", emulator.EmulatorPath);
            json.WriteBase64String("capabilities", CapabilityFile.Write(emulator, "recorded"));
            if (vocabularyOf(emulator.EmulatorPath) is { } words)
            {
                Texts(json, "options", words.Options.Order(StringComparer.Ordinal));
                Texts(json, "devices", words.Devices.Order(StringComparer.Ordinal));
                Texts(json, "objects", words.Objects.Order(StringComparer.Ordinal));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Devices(Utf8JsonWriter json, IHostFacts host)
    {
        if (host.NetworkDevices is { } names)
        {
            Texts(json, "networkDevices", names);
        }

        json.WriteStartArray("pciDevices");
        foreach (PciAddress address in host.PciDevices)
        {
            if (host.PciDevice(address) is { } device)
            {
                json.WriteStartObject();
                json.WriteString("address", PciName.Of(address));
                json.WriteBoolean("conventional", device.IsConventional);
                if (device.IommuGroup is { } group)
                {
                    json.WriteNumber("iommuGroup", group);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("usbDevices");
        foreach (HostUsbDevice device in host.UsbDevices)
        {
            json.WriteStartObject();
            json.WriteNumber("bus", device.Bus);
            json.WriteNumber("device", device.Device);
            json.WriteNumber("vendor", device.Vendor);
            json.WriteNumber("product", device.Product);
            if (device.Port is { } port)
            {
                json.WriteString("port", port);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Descriptors(Utf8JsonWriter json, string name, IReadOnlyList<DescriptorFile> files)
    {
        json.WriteStartArray(name);
        foreach (DescriptorFile file in files)
        {
            json.WriteStartObject();
            json.WriteNumber("rank", file.Rank);
            json.WriteString("name", file.Name);
            json.WriteString("text", file.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Networks(Utf8JsonWriter json, IHostFacts host, IEnumerable<string> networks)
    {
        json.WriteStartArray("networks");
        foreach (string name in networks.Order(StringComparer.Ordinal))
        {
            if (host.Network(name) is { } network)
            {
                json.WriteStartObject();
                json.WriteString("xml", NetworkWriter.Write(network.Definition));
                json.WriteBoolean("active", network.IsActive);
                json.WriteString("address", host.NetworkAddress(name));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
