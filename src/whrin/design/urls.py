from django.urls import path

from whrin.design import views

app_name = "design"
urlpatterns = [path("exit/", views.leave, name="exit")]
