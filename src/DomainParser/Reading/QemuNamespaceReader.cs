using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The elements in QEMU's namespace, whatever its prefix is (completion.md 6.18).</summary>
internal static class QemuNamespaceReader
{
    private static readonly XNamespace Qemu = QemuNamespace.Uri;

    /// <summary>Null where none of the elements stands.</summary>
    public static QemuNamespace? Read(XmlCursor root)
    {
        var result = new QemuNamespace();
        foreach (XmlCursor commandLine in root.Children(Qemu + "commandline"))
        {
            CommandLine(commandLine, result);
        }

        foreach (XmlCursor capabilities in root.Children(Qemu + "capabilities"))
        {
            Capabilities(capabilities, "add", result.AddedCapabilities);
            Capabilities(capabilities, "del", result.RemovedCapabilities);
        }

        foreach (XmlCursor overrides in root.Children(Qemu + "override"))
        {
            foreach (XmlCursor device in overrides.Children(Qemu + "device"))
            {
                result.Overrides.Add(Override(device));
            }
        }

        foreach (XmlCursor deprecation in root.Children(Qemu + "deprecation"))
        {
            result.DeprecationBehavior = deprecation.NonEmpty("behavior");
        }

        return result.IsEmpty ? null : result;
    }

    private static void CommandLine(XmlCursor cursor, QemuNamespace result)
    {
        foreach (XmlCursor argument in cursor.Children(Qemu + "arg"))
        {
            result.Arguments.Add(argument.Text("value") ?? throw argument.Error("<qemu:arg> needs the attribute 'value'"));
        }

        foreach (XmlCursor variable in cursor.Children(Qemu + "env"))
        {
            string name = variable.NonEmpty("name") ?? throw variable.Error("<qemu:env> needs the attribute 'name'");
            if (!IsVariableName(name))
            {
                throw variable.Error($"'{name}' is not a name of an environment variable: letters, digits and _ would be right, and no digit first");
            }

            result.Environment.Add((name, variable.Text("value")));
        }
    }

    private static void Capabilities(XmlCursor cursor, string name, List<string> list)
    {
        foreach (XmlCursor child in cursor.Children(Qemu + name))
        {
            list.Add(child.NonEmpty("capability") ?? throw child.Error($"<qemu:{name}> needs the attribute 'capability'"));
        }
    }

    private static QemuDeviceOverride Override(XmlCursor cursor)
    {
        var device = new QemuDeviceOverride
        {
            Position = cursor.Position,
            Alias = cursor.NonEmpty("alias") ?? throw cursor.Error("<qemu:device> needs the attribute 'alias'"),
        };
        foreach (XmlCursor frontend in cursor.Children(Qemu + "frontend"))
        {
            foreach (XmlCursor property in frontend.Children(Qemu + "property"))
            {
                device.Properties.Add(Property(property));
            }
        }

        return device;
    }

    private static QemuProperty Property(XmlCursor cursor)
    {
        var property = new QemuProperty
        {
            Name = cursor.NonEmpty("name") ?? throw cursor.Error("<qemu:property> needs the attribute 'name'"),
            Type = cursor.RequiredEnum("type", QemuPropertyType.Names),
            Value = cursor.Text("value"),
        };
        if (property.Name == "id")
        {
            throw cursor.Error("the property 'id' cannot be overridden");
        }

        bool fits = property.Type switch
        {
            QemuPropertyType.Remove => property.Value is null,
            QemuPropertyType.String => property.Value is not null,
            QemuPropertyType.Unsigned => ulong.TryParse(property.Value, out _),
            QemuPropertyType.Signed => long.TryParse(property.Value, out _),
            _ => property.Value is "true" or "false",
        };
        return fits ? property : throw cursor.Error(
            $"invalid value '{property.Value}' of 'value' attribute of 'qemu:property': it is of type '{QemuPropertyType.Names[property.Type]}'");
    }

    private static bool IsVariableName(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetter(name[i]) && name[i] != '_' && (i == 0 || !char.IsAsciiDigit(name[i])))
            {
                return false;
            }
        }

        return true;
    }
}
