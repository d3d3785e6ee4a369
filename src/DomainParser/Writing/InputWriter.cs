using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;input&gt;.</summary>
internal static class InputWriter
{
    public static void Write(XmlOutput xml, Input input)
    {
        xml.Open("input").Attr("type", InputType.Names[input.Type]).Attr("bus", InputBus.Names.Of(input.Bus)).Attr("model", VirtioModel.Names.Of(input.Model));
        DriverWriter.WriteVirtio(xml, input.Virtio);
        if (input.SourcePath is not null && input.Type == InputType.Passthrough)
        {
            xml.Open("source").Attr("evdev", input.SourcePath).Close();
        }
        else if (input.SourcePath is not null)
        {
            xml.Open("source").Attr("dev", input.SourcePath).Attr("grab", input.GrabAll ? "all" : null)
                .Attr("grabToggle", InputGrabToggle.Names.Of(input.GrabToggle)).OnOff("repeat", input.Repeat).Close();
        }

        DeviceWriter.WriteCommon(xml, input);
        xml.Close();
    }
}
