namespace VirshLite.DomainParser.Model;

public sealed class Smartcard : Device
{
}
