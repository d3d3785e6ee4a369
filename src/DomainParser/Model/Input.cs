namespace VirshLite.DomainParser.Model;

/// <summary>&lt;input&gt; (formatdomain, "Input devices").</summary>
public sealed class Input : Device
{
    public InputType Type { get; set; }

    /// <summary>Null until completion picks one; an evdev input has none.</summary>
    public InputBus? Bus { get; set; }

    /// <summary>virtio bus only.</summary>
    public VirtioModel? Model { get; set; }

    public VirtioOptions? Virtio { get; set; }

    /// <summary>passthrough, evdev: the host's event device, cleaned of repeated slashes.</summary>
    public string? SourcePath { get; set; }

    /// <summary>evdev: grab='all'.</summary>
    public bool GrabAll { get; set; }

    public InputGrabToggle? GrabToggle { get; set; }

    /// <summary>evdev: auto-repeat.</summary>
    public bool? Repeat { get; set; }
}

public enum InputType
{
    Mouse,
    Tablet,
    Keyboard,
    Passthrough,
    Evdev,
}

public static class InputTypeNames
{
    private static readonly EnumNames<InputType> All = new("mouse", "tablet", "keyboard", "passthrough", "evdev");

    extension(InputType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<InputType> Names => All;
    }
}

public enum InputBus
{
    Ps2,
    Usb,
    Xen,
    Parallels,
    Virtio,
}

public static class InputBusNames
{
    private static readonly EnumNames<InputBus> All = new("ps2", "usb", "xen", "parallels", "virtio");

    extension(InputBus)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<InputBus> Names => All;
    }
}

public enum InputGrabToggle
{
    CtrlCtrl,
    AltAlt,
    ShiftShift,
    MetaMeta,
    ScrollLock,
    CtrlScrollLock,
}

public static class InputGrabToggleNames
{
    private static readonly EnumNames<InputGrabToggle> All = new("ctrl-ctrl", "alt-alt", "shift-shift", "meta-meta", "scrolllock", "ctrl-scrolllock");

    extension(InputGrabToggle)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<InputGrabToggle> Names => All;
    }
}
