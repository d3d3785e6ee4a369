using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

public class OptionPropertiesSpecs
{
    [Theory]
    [InlineData("-device", "virtio-net-pci,netdev=hostnet0,mq=on,bus=pci.0,addr=0x3", """{"driver":"virtio-net-pci","netdev":"hostnet0","mq":true,"bus":"pci.0","addr":"0x3"}""")]
    [InlineData("-object", "memory-backend-ram,id=ram,size=1024,prealloc=off", """{"qom-type":"memory-backend-ram","id":"ram","size":1024,"prealloc":false}""")]
    [InlineData("-netdev", "user,id=n,hostfwd=tcp::1-:2,hostfwd=udp::3-:4", """{"type":"user","id":"n","hostfwd":[{"str":"tcp::1-:2"},{"str":"udp::3-:4"}]}""")]
    [InlineData("-object", "x,id=a,list.0=1,list.1=2,inner.key=v", """{"qom-type":"x","id":"a","list":[1,2],"inner":{"key":"v"}}""")]
    public void Both_forms_come_out_alike(string option, string keyValue, string json) =>
        OptionProperties.Parse(option, keyValue).Items.ShouldBe(OptionProperties.Parse(option, json).Items);

    [Fact]
    public void Doubled_commas_belong_to_the_text()
    {
        OptionProperties properties = OptionProperties.Parse("-chardev", "file,id=c,path=/a,,b");

        properties.Items.ShouldBe([new("backend", "file"), new("id", "c"), new("path", "/a,b")]);
    }

    [Fact]
    public void Bare_words_are_switched_on() =>
        OptionProperties.Parse("-cpu", "qemu64,+aes,-x2apic,pcid")
            .Items.ShouldBe([new("model", "qemu64"), new("aes", "on"), new("x2apic", "off"), new("pcid", "on")]);

    [Fact]
    public void Free_text_stays_whole() => OptionProperties.Parse("-append", "root=/dev/vda,rw quiet").Items.ShouldBe([new("", "root=/dev/vda,rw quiet")]);

    [Fact]
    public void Words_become_options()
    {
        List<ParsedOption> options = ParsedOption.Of(["-S", "-device", "VGA,id=video0", "-append", "-x", "-no-shutdown", "stray"]);

        options.Select(o => o.Name).ShouldBe(["-S", "-device", "-append", "-no-shutdown"]);
        options[1].Identity.ShouldBe("video0");
        options[2].Value.ShouldBe("-x");
        options[3].Value.ShouldBe("stray");
    }
}
