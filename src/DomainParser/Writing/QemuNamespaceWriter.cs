using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The elements in QEMU's namespace; the prefix is always qemu.</summary>
internal static class QemuNamespaceWriter
{
    public static void Write(XmlOutput xml, QemuNamespace? qemu)
    {
        if (qemu is null)
        {
            return;
        }

        if (qemu.Arguments.Count > 0 || qemu.Environment.Count > 0)
        {
            xml.Open("qemu:commandline");
            foreach (string argument in qemu.Arguments)
            {
                xml.Open("qemu:arg").Attr("value", argument).Close();
            }

            foreach ((string name, string? value) in qemu.Environment)
            {
                xml.Open("qemu:env").Attr("name", name).Attr("value", value).Close();
            }

            xml.Close();
        }

        if (qemu.AddedCapabilities.Count > 0 || qemu.RemovedCapabilities.Count > 0)
        {
            xml.Open("qemu:capabilities");
            foreach (string capability in qemu.AddedCapabilities)
            {
                xml.Open("qemu:add").Attr("capability", capability).Close();
            }

            foreach (string capability in qemu.RemovedCapabilities)
            {
                xml.Open("qemu:del").Attr("capability", capability).Close();
            }

            xml.Close();
        }

        Overrides(xml, qemu);
        if (qemu.DeprecationBehavior is not null)
        {
            xml.Open("qemu:deprecation").Attr("behavior", qemu.DeprecationBehavior).Close();
        }
    }

    private static void Overrides(XmlOutput xml, QemuNamespace qemu)
    {
        if (qemu.Overrides.Count == 0)
        {
            return;
        }

        xml.Open("qemu:override");
        foreach (QemuDeviceOverride device in qemu.Overrides)
        {
            xml.Open("qemu:device").Attr("alias", device.Alias);
            if (device.Properties.Count == 0)
            {
                xml.Close();
                continue;
            }

            xml.Open("qemu:frontend");
            foreach (QemuProperty property in device.Properties)
            {
                xml.Open("qemu:property").Attr("name", property.Name).Attr("type", QemuPropertyType.Names[property.Type]);
                xml.Attr("value", property.Value).Close();
            }

            xml.Close().Close();
        }

        xml.Close();
    }
}
