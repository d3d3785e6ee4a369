using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>Name, UUID, generation id, emulator.</summary>
internal static class IdentityElements
{
    public static void Add(NativeCommand native)
    {
        string? name = null;
        if (native.One("-name") is { } option)
        {
            name = option.TakeAny("guest", "");
            option.Ignore("debug-threads");
            if (option.Take("process") is { } process && process != "qemu:" + name)
            {
                native.Warn($"process={process} of -name is left out: the process is called by the setting process_name of qemu.conf");
            }

            option.Take();
        }

        if (name is null)
        {
            name = "guest";
            native.Warn("the command line gives the guest no name (-name): it is called 'guest'");
        }

        native.Domain.Add(Element("name", name), Text("uuid", native.TakeValue("-uuid")));
        if (native.Options.Find(o => o is { Name: "-device", IsTaken: false, Kind: "vmgenid" }) is { } genid)
        {
            native.Domain.Add(Text("genid", genid.Take("guid")));
            genid.Take();
        }

        string binary = native.Binary;
        if (!binary.StartsWith('/'))
        {
            binary = native.Host.FindProgram(binary) ?? "/usr/bin/" + binary;
        }

        native.Devices.Add(Element("emulator", binary));
    }
}
