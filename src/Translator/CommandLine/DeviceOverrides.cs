using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>&lt;qemu:override&gt;: properties of a -device that the user sets or removes (core-arguments.md 3, devices.md 10.2).</summary>
internal static class DeviceOverrides
{
    /// <summary>
    /// Each property is taken out where it stands and, unless it is only to be removed, put in at the end. Devices without an id stay as they are.
    /// </summary>
    public static void Apply(Domain domain, PropertyBag properties)
    {
        if (domain.QemuNamespace is not { Overrides.Count: > 0 } user || properties["id"] is not TextProperty { Text: var id })
        {
            return;
        }

        foreach (QemuDeviceOverride device in user.Overrides)
        {
            if (device.Alias != id)
            {
                continue;
            }

            foreach (QemuProperty property in device.Properties)
            {
                properties.Remove(property.Name);
                Add(properties, property);
            }
        }
    }

    private static void Add(PropertyBag properties, QemuProperty property)
    {
        switch (property.Type)
        {
            case QemuPropertyType.String:
                properties.Add(property.Name, property.Value);
                break;
            case QemuPropertyType.Unsigned:
                properties.Add(property.Name, (ulong?)ulong.Parse(property.Value!, CultureInfo.InvariantCulture));
                break;
            case QemuPropertyType.Signed:
                properties.Add(property.Name, (long?)long.Parse(property.Value!, CultureInfo.InvariantCulture));
                break;
            case QemuPropertyType.Bool:
                properties.Add(property.Name, property.Value is "true" or "yes" or "on");
                break;
        }
    }
}
