using System.Text;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;input&gt; (devices.md 7.1).</summary>
internal static class InputReader
{
    public static Input Read(XmlCursor cursor)
    {
        if (cursor.Text("type") is { } type && !InputType.Names.TryParse(type, out _))
        {
            throw DomainException.Unsupported(
                $"unknown input device type '{type}'; one of {string.Join(", ", InputType.Names.All)} would be right", cursor.Position);
        }

        var input = new Input
        {
            Type = cursor.RequiredEnum("type", InputType.Names),
            Bus = cursor.Enum("bus", InputBus.Names),
            Model = cursor.Enum("model", VirtioModel.Names),
            Virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver")),
        };
        if (cursor.Child("source") is { } source)
        {
            ReadSource(source, input);
        }

        DeviceReader.ReadCommon(cursor, input);
        if (input.Bus == InputBus.Usb && input.Address is not (null or UsbAddress))
        {
            throw cursor.Error("Invalid address for a USB device: an address of type 'usb' would be right");
        }

        return input;
    }

    private static void ReadSource(XmlCursor source, Input input)
    {
        switch (input.Type)
        {
            case InputType.Passthrough:
                input.SourcePath = Clean(source.NonEmpty("evdev") ?? throw source.Error("Missing evdev path for an input of type 'passthrough'"));
                break;
            case InputType.Evdev:
                input.SourcePath = Clean(source.NonEmpty("dev") ?? throw source.Error("Missing device path for an input of type 'evdev'"));
                input.GrabAll = source.Text("grab") switch
                {
                    null => false,
                    "all" => true,
                    var other => throw source.Error($"'{other}' is not a value of the attribute 'grab'; 'all' would be right"),
                };
                input.GrabToggle = source.Enum("grabToggle", InputGrabToggle.Names);
                input.Repeat = source.OnOff("repeat");
                break;
            default:
                source.TakeAnything();
                break;
        }
    }

    /// <summary>Repeated slashes collapse (exactly two leading ones stay), a trailing slash goes.</summary>
    private static string Clean(string path)
    {
        var clean = new StringBuilder(path.Length);
        int leading = path.Length - path.AsSpan().TrimStart('/').Length;
        clean.Append('/', leading == 2 ? 2 : Math.Min(leading, 1));
        for (int i = leading; i < path.Length; i++)
        {
            if (path[i] != '/' || clean[^1] != '/')
            {
                clean.Append(path[i]);
            }
        }

        if (clean.Length > 1 && leading < path.Length && clean[^1] == '/')
        {
            clean.Length--;
        }

        return clean.ToString();
    }
}
