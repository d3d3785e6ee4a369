using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Trusted platform modules.</summary>
internal static class TpmDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        if (device.Kind == "spapr-tpm-proxy")
        {
            device.Take();
            native.Devices.Add(Element(
                "tpm", Attribute("model", "spapr-tpm-proxy"),
                    Element("backend", Attribute("type", "passthrough"), With("device", "path", device.Take("host-path"))),
                AddressElements.Common(native, device)));
            return true;
        }

        string? model = device.Kind switch { "tpm-tis" or "tpm-tis-device" => "tpm-tis", "tpm-crb" => "tpm-crb", "tpm-spapr" => "tpm-spapr", _ => null };
        if (model is null || native.Find("-tpmdev", device.Peek("tpmdev")) is not { } tpmdev)
        {
            return false;
        }

        XElement backend;
        string kind = tpmdev.Peek("") ?? tpmdev.Kind;
        if (kind == "emulator")
        {
            NativeOption? chardev = native.Find("-chardev", tpmdev.Peek("chardev"));
            chardev?.Take();
            string? path = chardev?.Peek("path");
            bool isOthers = path is not null && !path.Contains("swtpm", StringComparison.Ordinal) && path != native.Host.SwtpmSocket;
            backend = isOthers
                ? Element("backend", Attribute("type", "external"),
                    Element("source", Attribute("type", "unix"), Attribute("mode", "connect"), Attribute("path", path)))
                : Element("backend", Attribute("type", "emulator"), Attribute("version", "2.0"));
        }
        else
        {
            backend = Element("backend", Attribute("type", "passthrough"), With("device", "path", Passthrough(native, tpmdev)));
        }

        device.Take();
        tpmdev.Take();
        device.Take("tpmdev");
        native.Devices.Add(Element("tpm", Attribute("model", model), backend, AddressElements.Common(native, device)));
        return true;
    }

    private static string Passthrough(NativeCommand native, NativeOption tpmdev)
    {
        foreach (string? path in (string?[])[tpmdev.Take("path"), tpmdev.Take("cancel-path")])
        {
            Descriptors.PathOf(native, path, "tpm");
        }

        return "/dev/tpm0";
    }
}
