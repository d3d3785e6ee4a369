namespace VirshLite.Translator.Plan;

/// <summary>One option of the command line with its value, still as data.</summary>
public sealed record PlanArgument(string Option, ArgumentValue? Value = null);

/// <summary>The value of an option; <see cref="PlanRenderer"/> makes text of it.</summary>
public abstract record ArgumentValue;

/// <summary>A value that stands as it is.</summary>
public sealed record TextValue(string Text) : ArgumentValue;

/// <summary>A hand-shaped comma list.</summary>
public sealed record OptionValue(OptionText Text) : ArgumentValue;

/// <summary>
/// A property list. <paramref name="Form"/> says when it is JSON; in key=value form the value of <paramref name="LeadKey"/> comes first, bare.
/// </summary>
public sealed record BagValue(PropertyBag Properties, BagForm Form, string LeadKey) : ArgumentValue;

/// <summary>Which option a property list belongs to; decides between JSON and key=value.</summary>
public enum BagForm
{
    /// <summary>-object: JSON with every QEMU in range; key=value only in classic syntax.</summary>
    Object,

    /// <summary>-blockdev, -audiodev, -compat, JSON chardevs: always JSON.</summary>
    AlwaysJson,

    /// <summary>-device: JSON from QEMU 7.0 on.</summary>
    Device,

    /// <summary>-netdev: JSON from QEMU 7.2 on.</summary>
    Netdev,
}
